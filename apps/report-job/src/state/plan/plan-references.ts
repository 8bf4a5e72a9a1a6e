import { type DueReason, LIMITS } from "@attached-files/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { KEY } from "../columns.ts";
import { dueRankSql, dueReasonSql, type Freshness } from "./due-reason-sql.ts";
import { isWithin, keyRanges } from "./key-ranges.ts";

export interface PlanInput {
  readonly run: { readonly number: number; readonly startedAt: Date };
  /** Whether the standing answers are of the same source, and so are known. */
  readonly knows: boolean;
  /** Files that are known and were not found are no references of this run: a list says all that there is. */
  readonly foundOnly: boolean;
  readonly freshness: Freshness;
  /** The sweep that is under way or was the last one. */
  readonly sweep: number;
  /** The last sweep that came to its end, and the run in which it did; 0 where none has. */
  readonly finishedSweep: number;
  readonly finishedSweepRun: number;
}

const sameKey = (neighbour: "lag" | "lead"): string =>
  `(${["associated_resource_arn", "file_id", "instance_id"]
    .map((column) => `${neighbour}(${column}) OVER () IS NOT DISTINCT FROM ${column}`)
    .join(" AND ")})`;

/**
 * Fills `working_plan`, which is empty, from what is known and what was found: each reference once, numbered in the order of
 * the keys, with why it is due. In ranges of keys, so that any number of references takes bounded memory.
 *
 * @param rowsPerRange how many rows are sorted at a time.
 */
export async function fillPlan(connection: DuckDBConnection, input: PlanInput, rowsPerRange?: number): Promise<void> {
  const { known, found } = sources(input, "true");
  const key = "instance_id, associated_resource_arn";
  const ranges = await keyRanges(
    connection,
    `SELECT ${key} FROM (${known}) UNION ALL SELECT ${key} FROM (${found})`,
    rowsPerRange,
  );
  for (const range of ranges) {
    const { sql, values } = isWithin(range);
    const last = await connection.runAndReadAll(
      "SELECT coalesce(max(number), 0), coalesce(max(resource), 0) FROM working_plan",
    );
    const [number, resource] = (last.getRowsJS()[0] ?? []) as [bigint, bigint];
    await connection.run(`INSERT INTO working_plan BY NAME ${planSql(input, sql, { number, resource })}`, values);
  }
}

function sources(input: PlanInput, isWithinRange: string): { readonly known: string; readonly found: string } {
  const known = `SELECT ${KEY}, association_time, number AS known, sweep, outcome, answer, answered_run, file_status, checked_at
    FROM outcomes WHERE ${input.knows} AND (vanished_run IS NULL OR vanished_run = ${input.run.number}) AND ${isWithinRange}`;
  const found = `SELECT ${KEY}, association_time, NULL::BIGINT, NULL::INTEGER, NULL, NULL, NULL::INTEGER, NULL, NULL::TIMESTAMP
    FROM working_found WHERE ${isWithinRange}`;
  return { known, found };
}

/** One sort, and windows that stream behind it: grouping would hold all keys (5 million: 700 MB, 2026-11). */
function planSql(input: PlanInput, isWithinRange: string, last: { number: bigint; resource: bigint }): string {
  const { run, freshness, sweep, finishedSweep, finishedSweepRun } = input;
  const { known, found } = sources(input, isWithinRange);
  // Where a key repeats, what is known of it comes first, and the found ones behind it.
  const sorted = `SELECT * FROM (${known} UNION ALL ${found}) ORDER BY ${KEY}, known NULLS LAST, association_time`;
  const marked = `
    SELECT * REPLACE (coalesce(association_time, CASE WHEN ${sameKey("lead")} THEN lead(association_time) OVER () END) AS association_time),
      known IS NULL OR ${sameKey("lead")} AS is_found, ${sameKey("lag")} AS is_repeated
    FROM (${sorted})`;
  const once = `
    SELECT * REPLACE (CASE WHEN is_found THEN ${sweep} ELSE coalesce(sweep, 0) END AS sweep),
      is_found OR coalesce(sweep, 0) >= ${finishedSweep} OR coalesce(answered_run, 0) >= ${finishedSweepRun} AS is_named,
      lag(associated_resource_arn) OVER () IS DISTINCT FROM associated_resource_arn
        OR lag(instance_id) OVER () IS DISTINCT FROM instance_id AS is_next_resource
    FROM (${marked}) WHERE NOT is_repeated AND (is_found OR ${!input.foundOnly})`;
  const dated = `SELECT *, ${dueReasonSql(run, freshness)} AS due_reason FROM (${once})`;
  return `
    SELECT ${last.number} + row_number() OVER () AS number, ${KEY}, association_time, known,
      (${last.resource} + sum(is_next_resource::INTEGER) OVER (ROWS UNBOUNDED PRECEDING))::BIGINT AS resource,
      sweep::INTEGER AS sweep, is_found, due_reason, ${dueRankSql("due_reason", run.startedAt)} AS due_rank
    FROM (${dated})`;
}

/** References of a plan, and those of them that still need a call. */
export interface PlanCounts {
  readonly references: number;
  readonly due: number;
  /** Due ones, and their neighbours where a call has room anyway. */
  readonly asked: number;
  /** How many calls they need. */
  readonly calls: number;
}

/**
 * Rows of the plan that a call will ask for, in SQL: due ones, and their neighbours where that call has room anyway. All
 * that is asked of a resource is asked by the rank of its most valuable file.
 */
export const TO_BE_ASKED = `
  SELECT p.number, p.due_reason, d.due_rank, p.resource
  FROM (SELECT number, due_reason, resource FROM working_plan) p
  JOIN (
    SELECT resource, min(due_rank) FILTER (o.number IS NULL) AS due_rank, count(*) AS files
    FROM working_plan w LEFT JOIN (SELECT number FROM working_outcomes) o USING (number)
    GROUP BY resource HAVING due_rank IS NOT NULL) d USING (resource)
  ANTI JOIN (SELECT number FROM working_outcomes) o USING (number)
  WHERE p.due_reason IS NOT NULL OR d.files <= ${LIMITS.fileIdsPerCall.most}`;

/** Counts the plan of the run that is under way. */
export async function countPlan(connection: DuckDBConnection): Promise<PlanCounts> {
  const rows = await connection.runAndReadAll(
    `SELECT (SELECT count(*) FROM working_plan), coalesce(sum(due), 0)::BIGINT, coalesce(sum(files), 0)::BIGINT,
       coalesce(sum(ceil(files / ${LIMITS.fileIdsPerCall.most})), 0)::BIGINT
     FROM (SELECT count(*) AS files, count(due_reason) AS due FROM (${TO_BE_ASKED}) GROUP BY resource)`,
  );
  const [references, due, asked, calls] = rows.getRowsJS()[0] ?? [];
  return { references: Number(references), due: Number(due), asked: Number(asked), calls: Number(calls) };
}

/** How many references of the plan are due, by the reason. */
export async function countDueReasons(connection: DuckDBConnection): Promise<Partial<Record<DueReason, number>>> {
  const rows = await connection.runAndReadAll(
    "SELECT due_reason, count(*) FROM working_plan WHERE due_reason IS NOT NULL GROUP BY ALL",
  );
  return Object.fromEntries(rows.getRowsJS().map(([reason, count]) => [String(reason), Number(count)]));
}
