import type { DuckDBConnection } from "@duckdb/node-api";
import { sqlText } from "../../state/sql-text.ts";
import type { Column } from "../columns.ts";
import { REPORT_SCHEMA_VERSION } from "../report-schema.ts";

/** Writes the rows of a query as Parquet, zstd, texts exact, the columns' meanings in its metadata; returns how many. */
export async function writeParquetTable(
  connection: DuckDBConnection,
  query: string,
  { path, slot, columns }: { readonly path: string; readonly slot: string; readonly columns: readonly Column[] },
): Promise<number> {
  const metadata = Object.entries({
    "attached-files.schema-version": String(REPORT_SCHEMA_VERSION),
    "attached-files.slot": slot,
    "attached-files.columns": JSON.stringify(columns),
  }).map(([key, value]) => `${sqlText(key)}: ${sqlText(value)}`);
  const result = await connection.runAndReadAll(
    `COPY (${query}) TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {${metadata.join(", ")}})`,
  );
  return Number(result.value(0, 0));
}
