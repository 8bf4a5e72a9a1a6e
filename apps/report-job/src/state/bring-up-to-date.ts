import type { DuckDBConnection } from "@duckdb/node-api";
import { JobError } from "../exit-code.ts";
import { MIGRATIONS, SCHEMA_VERSION, TABLES } from "./schema.ts";
import { inTransaction } from "./transaction.ts";

/**
 * Makes the tables of a new state, and brings those of an older program forward, whole or not at all.
 *
 * @throws {JobError} a newer program wrote the state.
 */
export async function bringUpToDate(connection: DuckDBConnection, file: string): Promise<void> {
  const tables = await connection.runAndReadAll(
    "SELECT 1 FROM duckdb_tables() WHERE table_name = 'schema_version' AND database_name = current_database()",
  );
  if (tables.currentRowCount === 0) {
    await inTransaction(connection, async () => {
      for (const table of TABLES) await connection.run(table);
      await noteVersion(connection, SCHEMA_VERSION);
    });
    return;
  }
  const rows = await connection.runAndReadAll("SELECT max(version) FROM schema_version");
  const found = Number(rows.value(0, 0));
  if (found > SCHEMA_VERSION || found < 1) {
    throw new JobError(
      "unavailable",
      `The state ${file} has schema version ${found}; this program knows versions up to ${SCHEMA_VERSION}. Use the program that wrote it, or another --state-folder.`,
    );
  }
  for (let version = found + 1; version <= SCHEMA_VERSION; version += 1) {
    await inTransaction(connection, async () => {
      for (const statement of MIGRATIONS[version] ?? []) await connection.run(statement);
      await noteVersion(connection, version);
    });
  }
}

async function noteVersion(connection: DuckDBConnection, version: number): Promise<void> {
  await connection.run("INSERT INTO schema_version VALUES ($version, now()::TIMESTAMP)", { version });
}
