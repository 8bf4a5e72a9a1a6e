import type { DuckDBConnection } from "@duckdb/node-api";

/** Rows that DuckDB sorts well within its memory: 450,000 found no room in 95 MiB (2026-11). */
const ROWS_PER_RANGE = 150_000;
/** Keys that are drawn for each range: it becomes larger than it should by a third at the most, nearly always. */
const DRAWN_PER_RANGE = 200;

/** What names a resource. */
export type ResourceKey = readonly [instanceId: string, associatedResourceArn: string];

/** Resources behind the one, up to and with the other; without an end where there is none. */
export interface KeyRange {
  readonly after?: ResourceKey;
  readonly upTo?: ResourceKey;
}

/**
 * Parts the resources of rows into ranges, in the order of their keys, each of about as many rows as can be sorted.
 *
 * @param rows SQL of the rows, with the columns of a resource's key; in any order.
 */
export async function keyRanges(
  connection: DuckDBConnection,
  rows: string,
  rowsPerRange: number = ROWS_PER_RANGE,
): Promise<readonly KeyRange[]> {
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM (${rows})`);
  const ranges = Math.ceil(Number(counted.value(0, 0)) / rowsPerRange);
  if (ranges <= 1) return [{}];
  const drawn = await connection.runAndReadAll(
    `SELECT DISTINCT instance_id, associated_resource_arn FROM (
       SELECT *, row_number() OVER (ORDER BY instance_id, associated_resource_arn) AS place
       FROM (SELECT instance_id, associated_resource_arn FROM (${rows})
         USING SAMPLE reservoir(${ranges * DRAWN_PER_RANGE} ROWS) REPEATABLE (1)))
     WHERE place % ${DRAWN_PER_RANGE} = 0 ORDER BY ALL`,
  );
  const ends = drawn.getRowsJS().map(([instanceId, arn]): ResourceKey => [String(instanceId), String(arn)]);
  return [...ends, undefined].map((upTo, index) => {
    const after = ends[index - 1];
    return { ...(after === undefined ? {} : { after }), ...(upTo === undefined ? {} : { upTo }) };
  });
}

/** Whether a row is of the range, in SQL, and what its parameters stand for. */
export function isWithin({ after, upTo }: KeyRange): { readonly sql: string; readonly values: Record<string, string> } {
  const behind = after && "(instance_id > $after_i OR (instance_id = $after_i AND associated_resource_arn > $after_r))";
  const before = upTo && "(instance_id < $upto_i OR (instance_id = $upto_i AND associated_resource_arn <= $upto_r))";
  return {
    sql: [behind, before].filter((part) => part !== undefined).join(" AND ") || "true",
    values: {
      ...(after && { after_i: after[0], after_r: after[1] }),
      ...(upTo && { upto_i: upTo[0], upto_r: upTo[1] }),
    },
  };
}
