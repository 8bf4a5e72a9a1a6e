import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { ROW_ORDER } from "../columns.ts";
import { readRows, rowCount } from "./read-rows.ts";

/** How the rows of a relation follow each other. */
export interface RowOrder {
  /** Rows that stand behind one that should come later. */
  readonly misplaced: number;
  /** Rows of a reference that is there already; all of them where none is misplaced. */
  readonly repeated: number;
}

/** Compares each row with the one before it, in one pass and in little memory, whatever the number of rows. */
export async function readRowOrder(connection: DuckDBConnection, relation: string): Promise<RowOrder> {
  const key = `row(${ROW_ORDER})`;
  const [row] = await readRows(
    connection,
    z.object({ misplaced: rowCount, repeated: rowCount }),
    `SELECT count(*) FILTER (here < before) AS misplaced, count(*) FILTER (here = before) AS repeated
     FROM (SELECT ${key} AS here, lag(${key}) OVER () AS before FROM ${relation})`,
  );
  if (row === undefined) throw new Error("an aggregate answered no row");
  return row;
}
