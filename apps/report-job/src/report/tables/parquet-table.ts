import type { DuckDBConnection } from "@duckdb/node-api";
import { sqlText } from "../../state/sql-text.ts";

/** Writes the rows of a query as Parquet, zstd, texts exact, and returns how many. */
export async function writeParquetTable(connection: DuckDBConnection, query: string, path: string): Promise<number> {
  const result = await connection.runAndReadAll(
    `COPY (${query}) TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  return Number(result.value(0, 0));
}
