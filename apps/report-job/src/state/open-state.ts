import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { JobError } from "../exit-code.ts";
import { SCHEMA_VERSION, TABLES } from "./schema.ts";

/** The state of one scope, open for one process alone. */
export interface State {
  readonly folder: string;
  readonly connection: DuckDBConnection;
  close(): Promise<void>;
}

export interface StateLimits {
  /** @default 256 */
  readonly memoryLimitMb?: number;
  readonly threads?: number;
}

/** Where a scope's state stands below the state folder. */
export function scopeFolder(stateFolder: string, scope: string): string {
  return join(stateFolder, `scope=${encodeURIComponent(scope)}`);
}

export function stateFilePath(stateFolder: string, scope: string): string {
  return join(scopeFolder(stateFolder, scope), "state.duckdb");
}

export function journalFolder(folder: string): string {
  return join(folder, "journal");
}

/**
 * Opens a scope's state, creating it where there is none.
 *
 * @throws {JobError} another process holds it, it cannot be written, it is damaged, or a newer version made it.
 */
export async function openState(stateFolder: string, scope: string, limits: StateLimits = {}): Promise<State> {
  const folder = scopeFolder(stateFolder, scope);
  const file = stateFilePath(stateFolder, scope);
  try {
    await mkdir(journalFolder(folder), { recursive: true });
  } catch (error) {
    throw new JobError(
      "usage",
      `The state folder ${folder} cannot be made: ${messageOf(error)}. Name another one with --state-folder.`,
      error,
    );
  }
  const instance = await openInstance(file, limits);
  const connection = await instance.connect();
  const state: State = {
    folder,
    connection,
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
  try {
    await connection.run("SET timezone='UTC'");
    await bringUpToDate(connection, file);
  } catch (error) {
    await state.close();
    throw error;
  }
  return state;
}

async function openInstance(file: string, limits: StateLimits): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(file, {
      memory_limit: `${limits.memoryLimitMb ?? 256}MB`,
      threads: String(limits.threads ?? 2),
      preserve_insertion_order: "false",
    });
  } catch (error) {
    const message = messageOf(error);
    // "Could not set lock on file …: Conflicting lock is held in /usr/bin/node (PID 4711)"
    const holder = /Conflicting lock is held in (.*?\(PID \d+\))/s.exec(message)?.[1];
    if (holder !== undefined) {
      throw new JobError(
        "unavailable",
        `The state ${file} is in use by another run: ${holder}. Wait for it to end.`,
        error,
      );
    }
    const size = await stat(file).then(
      (entry) => `${entry.size} bytes`,
      () => "not there",
    );
    throw new JobError("unavailable", `The state ${file} (${size}) cannot be opened: ${message.trim()}`, error);
  }
}

async function bringUpToDate(connection: DuckDBConnection, file: string): Promise<void> {
  const tables = await connection.runAndReadAll(
    "SELECT 1 FROM duckdb_tables() WHERE table_name = 'schema_version' AND database_name = current_database()",
  );
  if (tables.currentRowCount === 0) {
    await connection.run("BEGIN");
    for (const table of TABLES) await connection.run(table);
    await connection.run("INSERT INTO schema_version VALUES ($version, now()::TIMESTAMP)", { version: SCHEMA_VERSION });
    await connection.run("COMMIT");
    return;
  }
  const rows = await connection.runAndReadAll("SELECT max(version) FROM schema_version");
  const version = Number(rows.value(0, 0));
  if (version !== SCHEMA_VERSION) {
    throw new JobError(
      "unavailable",
      `The state ${file} has schema version ${version}; this program knows version ${SCHEMA_VERSION}. Use the program that wrote it, or another --state-folder.`,
    );
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
