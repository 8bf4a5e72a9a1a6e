import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { ROW_ORDER } from "../columns.ts";
import type { AttachedScope } from "./attach-scopes.ts";
import { readRows, rowCount } from "./read-rows.ts";

/** How the rows of a relation follow each other. */
export interface RowOrder {
  /** Rows that stand behind one that should come later. */
  readonly misplaced: number;
  /** Rows of a reference that is there already; all of them where none is misplaced. */
  readonly repeated: number;
}

/**
 * Compares each row with the one before it, in one pass; and in little memory, whatever the number of rows, where the
 * relation is one table or file. A view over several would be held in memory as a whole.
 */
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

/** How the rows of the states follow each other, which stand in the views one scope after the other. */
export async function readStateOrder(
  connection: DuckDBConnection,
  scopes: readonly AttachedScope[],
): Promise<RowOrder> {
  const orders: RowOrder[] = [];
  for (const scope of scopes) {
    if (!("database" in scope)) continue;
    orders.push(await readRowOrder(connection, `(SELECT '' AS scope, * FROM ${scope.database}.main.outcomes)`));
  }
  const sum = (member: keyof RowOrder): number => orders.reduce((total, order) => total + order[member], 0);
  return { misplaced: sum("misplaced"), repeated: sum("repeated") };
}
