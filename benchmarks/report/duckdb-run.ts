import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { FILE_COLUMNS } from "../../apps/report-job/src/report/columns.ts";

/**
 * What DuckDB needs by itself for the same table of files, in a process of its own: it scans the state and writes Parquet,
 * and writes CSV from that. Its figures are a line of JSON.
 */
const [state = "", folder = ""] = process.argv.slice(2);
await mkdir(folder);
const instance = await DuckDBInstance.create(":memory:", {
  memory_limit: "512MB",
  temp_directory: folder,
  threads: process.env.THREADS ?? "1",
});
const connection = await instance.connect();
await connection.run("SET timezone='UTC'");
await connection.run(`ATTACH '${state}' AS state (READ_ONLY)`);
const OTHERS: Readonly<Record<string, string>> = {
  scope: "'main'",
  creation_time_utc: "creation_time::TIMESTAMPTZ",
  association_time_utc: "association_time::TIMESTAMPTZ",
  presence: "NULL::VARCHAR",
  checked_at: "checked_at::TIMESTAMPTZ",
};
const columns = FILE_COLUMNS.map(({ name }) => `${OTHERS[name] ?? name} AS ${name}`).join(", ");
const parquet = join(folder, "files.parquet");
const start = performance.now();
await connection.run(
  `COPY (SELECT ${columns} FROM state.main.outcomes) TO '${parquet}' (FORMAT parquet, COMPRESSION zstd)`,
);
await connection.run(`COPY (FROM read_parquet('${parquet}')) TO '${join(folder, "files.csv")}' (FORMAT csv)`);
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage();
const peakMib = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, peakMib }));
