import { readFile } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";

/** Rows of a query over published files, on a database that knows nothing of the report. */
export async function queryFiles(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run("SET timezone='UTC'");
    return (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** A CSV file as an independent parser reads it, absent cells as null and empty texts as ''. */
export async function readCsv(path: string): Promise<Record<string, string | null>[]> {
  const text = await readFile(path, "utf8");
  return parse(text, {
    columns: true,
    record_delimiter: "\r\n",
    relax_column_count: false,
    cast: (value, { quoting, header }) => (value === "" && !quoting && !header ? null : value),
  }) as Record<string, string | null>[];
}

/** The text that a cell of CSV stands for, by CSV_CONVENTIONS as a reader would follow them. */
export function exactText(cell: string): string {
  return cell
    .replace(/^'(?=['"\s]*[=+\-@＝＋－＠])/, "")
    .replaceAll(/\\u([0-9A-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
