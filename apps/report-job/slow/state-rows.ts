import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

/** What tells when something was done, how often it was tried, and under which name a journal stood. */
const OF_THE_WAY: Readonly<Record<string, readonly string[]>> = {
  outcomes: ["checked_at", "confirmed_at"],
  runs: [
    "started_at",
    "finished_at",
    "published_at",
    "worked_ms",
    "attempts",
    "requests",
    "limit_requests",
    "retries",
    "throttles",
    "run_id",
  ],
  instance_limits: ["asked_at", "learnt_at"],
  discovery: ["sweep_started_at", "finished_sweep_at"],
  schema_version: ["applied_at"],
  loaded_journals: ["name"],
};

/** All rows of a state by their tables, without what a run's own way through the work leaves in them. */
export async function stateRows(folder: string): Promise<Record<string, Record<string, unknown>[]>> {
  return await inState(folder, async (connection) => {
    const tables = await connection.runAndReadAll("SELECT table_name FROM duckdb_tables() ORDER BY ALL");
    const rows: Record<string, Record<string, unknown>[]> = {};
    for (const table of tables.getRowsJS().map(([name]) => String(name))) {
      const without = OF_THE_WAY[table] ?? [];
      const read = await connection.runAndReadAll(`SELECT * FROM ${table} ORDER BY ALL`);
      rows[table] = read.getRowObjectsJS().map((row) => leaveOut(row, without));
    }
    return rows;
  });
}

function leaveOut(row: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
}

/** Does something in a state that no process works on. */
export async function inState<T>(folder: string, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(join(folder, "state.duckdb"));
  const connection = await instance.connect();
  try {
    await connection.run("SET timezone='UTC'");
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** What a published report tells, in each of its forms, without moments and what the way there cost. */
export async function reportRows(folder: string): Promise<Record<string, unknown>> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run("SET timezone='UTC'");
    const read = async (source: string): Promise<Record<string, unknown>[]> => {
      const rows = await connection.runAndReadAll(
        `SELECT COLUMNS(c -> c NOT IN ('checked_at', 'confirmed_at')) FROM ${source} ORDER BY ALL`,
      );
      return rows.getRowObjectsJS();
    };
    const text = (name: string): string => `read_csv('${join(folder, name)}', all_varchar=true)`;
    return {
      names: (await readdir(folder)).sort(),
      parquet: await read(`'${join(folder, "files.parquet")}'`),
      csv: await read(text("files.csv")),
      problems: await read(text("problems.csv")),
      manifest: manifestOf(await readFile(join(folder, "report.json"), "utf8")),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const OF_A_REPORT: ReadonlySet<string> = new Set([
  "runId",
  "generatedAt",
  "startedAt",
  "finishedAt",
  "attempts",
  "resumed",
  // A call that was cut off is made again.
  "requests",
  "agesAt",
  "askedAt",
  "learntAt",
  // When the runs saw the verdicts.
  "atLeastSeconds",
  "atMostSeconds",
]);

function manifestOf(text: string): Record<string, unknown> {
  const manifest = JSON.parse(text, (name, value: unknown) => (OF_A_REPORT.has(name) ? undefined : value));
  const tables = manifest.tables as readonly { readonly file: string; readonly rows: number }[];
  const { sheets } = manifest.workbook as { readonly sheets: unknown };
  // Their bytes hold the moments.
  return { ...manifest, tables: tables.map(({ file, rows }) => ({ file, rows })), workbook: sheets };
}
