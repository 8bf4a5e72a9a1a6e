import { OUTCOME_KINDS } from "@attached-files/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { sqlText } from "../../state/sql-text.ts";
import { fallbackSchema } from "../scope-schema.ts";
import { readRows, rowCount, rowInstant } from "./read-rows.ts";

const finishedRunRow = z.object({
  slot: z.string(),
  status: z.enum(["complete", "partial"]),
  input: z.string(),
  startedAt: rowInstant,
  finishedAt: rowInstant,
  discoveryFinished: z.boolean(),
  attempts: rowCount,
  references: rowCount,
  repeated: rowCount,
  skippedLines: rowCount,
  retrieved: rowCount,
  refused: rowCount,
  unanswered: rowCount,
  failed: rowCount,
  carried: rowCount,
  deferred: rowCount,
  calls: rowCount,
  requests: rowCount.nullable(),
  throttles: rowCount.nullable(),
  troubleCode: z.string().nullable(),
  troubleMessage: z.string().nullable(),
  troubleOperation: z.string().nullable(),
  isPublished: z.boolean(),
  runId: z.string().nullable(),
  place: z.string().nullable(),
  slotBefore: z.string().nullable(),
  placeBefore: z.string().nullable(),
  fullSearchFinished: z.boolean(),
  fallbacks: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(fallbackSchema))
    .nullable(),
});

/** A run as the state records it. */
export type FinishedRunRow = z.output<typeof finishedRunRow>;

/** The run whose outcomes stand in a state: the last that finished. */
export async function lastFinishedRun(
  connection: DuckDBConnection,
  database: string,
  schemaVersion: number,
): Promise<FinishedRunRow | undefined> {
  const [row] = await readRows(
    connection,
    finishedRunRow,
    `${finishedRuns(database, schemaVersion)} ORDER BY finished_at DESC, slot DESC LIMIT 1`,
  );
  return row;
}

/** The run of a slot as it ended, whether or not its outcomes still stand in the state. */
export async function finishedRunOf(
  connection: DuckDBConnection,
  database: string,
  schemaVersion: number,
  slot: string,
): Promise<FinishedRunRow | undefined> {
  const runs = finishedRuns(database, schemaVersion);
  const [row] = await readRows(connection, finishedRunRow, `${runs} AND slot = ${sqlText(slot)}`);
  return row;
}

function finishedRuns(database: string, schemaVersion: number): string {
  // A state is only read here, so that one of version 1, which took every run for published, stays as it is.
  const isPublished = schemaVersion < 2 ? "true" : "published_at IS NOT NULL";
  // Before version 4, no run had an id.
  const runId = schemaVersion < 4 ? "NULL::VARCHAR" : "run_id";
  // Before version 4, no search told which files are gone; a list never does.
  const fullSearch = schemaVersion < 4 ? "false" : "sweep IS NOT NULL AND discovery_finished";
  // Before version 4, neither requests nor throttles were counted.
  const sent = schemaVersion < 4 ? "NULL::BIGINT AS requests, NULL::BIGINT AS throttles" : "requests, throttles";
  // Before version 7, nobody noted which domains were searched case by case, nor whose answer ended the run.
  const fallbacks = schemaVersion < 7 ? "NULL::VARCHAR" : "fallbacks";
  const operation = schemaVersion < 7 ? "NULL::VARCHAR" : "trouble_operation";
  // Before version 8, nobody noted where a run asked.
  const noPlaces = ["place", '"slotBefore"', '"placeBefore"'].map((name) => `NULL::VARCHAR AS ${name}`).join(", ");
  const places = schemaVersion < 8 ? noPlaces : 'place, "slotBefore", "placeBefore"';
  const lag = (column: string): string => `lag(${column}) OVER (ORDER BY number)`;
  const before = schemaVersion < 8 ? "" : `, ${lag("slot")} AS "slotBefore", ${lag("place")} AS "placeBefore"`;
  // A partial run that goes on stands as it had ended, until it ends anew.
  const reopened = schemaVersion < 3 ? "" : ` UNION ALL SELECT * FROM ${database}.main.reopened_runs`;
  return `SELECT slot, status, input, epoch_ms(started_at) AS "startedAt", epoch_ms(finished_at) AS "finishedAt",
       discovery_finished AS "discoveryFinished", attempts, "references", repeated, skipped_lines AS "skippedLines",
       ${OUTCOME_KINDS.join(", ")}, calls, ${sent}, trouble_code AS "troubleCode", trouble_message AS "troubleMessage",
       ${isPublished} AS "isPublished", ${runId} AS "runId", ${fullSearch} AS "fullSearchFinished",
       ${fallbacks} AS fallbacks, ${operation} AS "troubleOperation", ${places}
     FROM (SELECT *${before} FROM (SELECT * FROM ${database}.main.runs${reopened}) WHERE status IN ('complete', 'partial'))
     WHERE true`;
}
