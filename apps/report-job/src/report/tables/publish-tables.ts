import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type Column, FILE_COLUMNS, PROBLEM_COLUMNS } from "../columns.ts";
import { toBytes } from "../model/bytes.ts";
import { sqlPathPattern } from "../query/report-database.ts";
import { REPORT_FILES } from "../report-files.ts";
import type { TableReport } from "../report-schema.ts";
import { writeCsvTable } from "./csv-table.ts";
import { NDJSON_MEMBERS } from "./ndjson-members.ts";
import { writeNdjsonTable } from "./ndjson-table.ts";
import { writeParquetTable } from "./parquet-table.ts";

interface Rows {
  readonly query: string;
  readonly slot: string;
  readonly folder: string;
}

/**
 * Writes the files as Parquet, typed and in order, and leaves them as the view `files`. All else is read from it: the rows
 * are put in order once, and are the same in all formats.
 */
export function writeFilesParquet(connection: DuckDBConnection, rows: Rows): Promise<TableReport> {
  return parquetView(connection, "files", rows, REPORT_FILES.filesParquet, FILE_COLUMNS);
}

/** Writes the view `files` as CSV. */
export async function writeFilesCsv(connection: DuckDBConnection, folder: string): Promise<TableReport> {
  const rows = await writeCsvTable(connection, "FROM files", FILE_COLUMNS, join(folder, REPORT_FILES.filesCsv));
  return await tableReport(folder, REPORT_FILES.filesCsv, "csv", rows, FILE_COLUMNS);
}

/** Writes the view `files` as NDJSON. */
export async function writeFilesNdjson(connection: DuckDBConnection, folder: string): Promise<TableReport> {
  const rows = await writeNdjsonTable(connection, "files", join(folder, REPORT_FILES.filesNdjson));
  return await tableReport(folder, REPORT_FILES.filesNdjson, "ndjson", rows, NDJSON_MEMBERS);
}

/** Writes the problems in all their formats, and leaves them as the view `problems`. */
export async function writeProblemTables(connection: DuckDBConnection, rows: Rows): Promise<readonly TableReport[]> {
  const { folder } = rows;
  const parquet = await parquetView(connection, "problems", rows, REPORT_FILES.problemsParquet, PROBLEM_COLUMNS);
  const csv = join(folder, REPORT_FILES.problemsCsv);
  const csvRows = await writeCsvTable(connection, "FROM problems", PROBLEM_COLUMNS, csv);
  return [await tableReport(folder, REPORT_FILES.problemsCsv, "csv", csvRows, PROBLEM_COLUMNS), parquet];
}

async function parquetView(
  connection: DuckDBConnection,
  view: string,
  { query, slot, folder }: Rows,
  file: string,
  columns: readonly Column[],
): Promise<TableReport> {
  const path = join(folder, file);
  const rows = await writeParquetTable(connection, query, { path, slot, columns });
  await connection.run(`CREATE VIEW ${view} AS SELECT * FROM read_parquet(${sqlPathPattern(path)})`);
  return tableReport(folder, file, "parquet", rows, columns);
}

async function tableReport(
  folder: string,
  file: string,
  format: TableReport["format"],
  rows: number,
  columns: readonly TableReport["columns"][number][],
): Promise<TableReport> {
  const { size } = await stat(join(folder, file), { bigint: true });
  return { file, format, rows, sizeBytes: toBytes(size), columns: columns.map((column) => ({ ...column })) };
}
