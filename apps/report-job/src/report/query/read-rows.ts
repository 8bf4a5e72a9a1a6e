import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { z } from "zod";

/** A count, which DuckDB hands over as a bigint. */
export const rowCount = z.coerce.bigint().transform(Number);

/** A sum of bytes, every digit kept. */
export const rowBytes = z.coerce.bigint();

/** A moment that the query made milliseconds of, as ISO 8601. */
export const rowInstant = z.coerce.bigint().transform((milliseconds) => new Date(Number(milliseconds)).toISOString());

/** Runs a query and reads its rows, each checked to be of the shape that the query promises. */
export async function readRows<Shape extends z.ZodType>(
  connection: DuckDBConnection,
  shape: Shape,
  sql: string,
  values: Record<string, DuckDBValue> = {},
): Promise<z.output<Shape>[]> {
  const result = await connection.runAndReadAll(sql, values);
  return result.getRowObjectsJS().map((row) => shape.parse(row));
}
