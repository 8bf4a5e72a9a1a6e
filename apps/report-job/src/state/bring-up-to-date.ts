import { rename, rm } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { JobError } from "../exit-code.ts";
import { outsideSentence } from "../run/outside-text.ts";
import { mendOfDisk } from "./disk-trouble.ts";
import { MIGRATIONS } from "./migrations.ts";
import { SCHEMA_VERSION, TABLES } from "./schema.ts";
import { sqlText } from "./sql-text.ts";
import { inTransaction } from "./transaction.ts";

/**
 * Makes the tables of a new state, and brings those of an older program forward, whole or not at all, after a copy was
 * made beside it.
 *
 * @throws {JobError} a newer program wrote the state, or it cannot be copied.
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
      `The state ${file} has schema version ${found}; this program knows versions up to ${SCHEMA_VERSION}. It is as it was: run the program that wrote it, or put back the copy of the older state that it left beside it.`,
      undefined,
      "reason-state-newer",
    );
  }
  if (found < SCHEMA_VERSION) await backUp(connection, file, found);
  for (let version = found + 1; version <= SCHEMA_VERSION; version += 1) {
    await inTransaction(connection, async () => {
      for (const statement of MIGRATIONS[version] ?? []) await connection.run(statement);
      await noteVersion(connection, version);
    });
  }
}

/** Where the state stands as a program of an older version left it. */
export function backupPath(file: string, version: number): string {
  return file.replace(/\.duckdb$/, `.version-${version}.duckdb`);
}

/**
 * Copied by DuckDB itself: whoever opens and closes the file in this process takes away the lock that keeps others out.
 */
async function backUp(connection: DuckDBConnection, file: string, version: number): Promise<void> {
  const backup = backupPath(file, version);
  const partial = `${backup}.partial`;
  try {
    await rm(partial, { force: true });
    const [name] = (await connection.runAndReadAll("SELECT current_database()")).getRowsJS()[0] ?? [];
    await connection.run(`ATTACH ${sqlText(partial)} AS backup`);
    try {
      await connection.run(`COPY FROM DATABASE "${String(name)}" TO backup`);
    } finally {
      await connection.run("DETACH backup");
    }
    await rename(partial, backup);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new JobError(
      "unavailable",
      `The state ${file} of schema version ${version} cannot be copied to ${backup} before it is brought forward: ${outsideSentence(message)} It is as it was: ${mendOfDisk(message)}, and start the same command again.`,
      error,
      "trouble-disk-full",
    );
  }
}

async function noteVersion(connection: DuckDBConnection, version: number): Promise<void> {
  await connection.run("INSERT INTO schema_version VALUES ($version, now()::TIMESTAMP)", { version });
}
