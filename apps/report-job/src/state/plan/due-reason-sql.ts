import { DUE_REASONS, type DueReason, FILE_STATUSES, isTerminalFileStatus } from "@attached-files/core";
import { sqlText } from "../sql-text.ts";

/** What decides when a known file is asked for again. */
export interface Freshness {
  /** No file that was described and is settled stays unasked for longer, in seconds. */
  readonly recheckAfterSeconds: number;
  /** Everything is asked for, whatever is known of it. */
  readonly full: boolean;
}

const TERMINAL = FILE_STATUSES.filter((status) => isTerminalFileStatus(status))
  .map(sqlText)
  .join(", ");
const HOURS_A_REASON = 10_000;

/**
 * Why a row is due, in SQL over what is known of it; NULL where it is not. It is core's `dueReason`, but for one line: what
 * this run has asked already is not due in it once more. A resource's files share a phase, so that they are due together and cost one call.
 */
export function dueReasonSql(run: { readonly number: number; readonly startedAt: Date }, freshness: Freshness): string {
  const ageMs = freshness.recheckAfterSeconds * 1000;
  const phase = `(md5_number_lower(associated_resource_arn)::DOUBLE / 18446744073709551616.0)`;
  const turn = (moment: string): string => `floor(${moment} / ${ageMs}.0 + ${phase})`;
  return `CASE
    WHEN answered_run = ${run.number} THEN NULL
    WHEN outcome = 'failed' THEN 'failed'
    WHEN answered_run IS NULL THEN 'new'
    WHEN answer <> 'retrieved' OR file_status IS NULL OR file_status NOT IN (${TERMINAL}) THEN 'unsettled'
    WHEN outcome = 'deferred' THEN 'failed'
    WHEN NOT is_named THEN 'missing'
    WHEN ${turn(String(run.startedAt.getTime()))} > ${turn("epoch_ms(checked_at)")} THEN 'recheck'
    WHEN ${freshness.full} THEN 'full'
  END`;
}

/** The order in which due rows are asked for, in SQL: by the value of the reason, then what was checked longest ago. */
export function dueRankSql(reason: string, startedAt: Date): string {
  const value = DUE_REASONS.map((name: DueReason, index) => `WHEN '${name}' THEN ${index * HOURS_A_REASON}`).join(" ");
  const hours = `(${startedAt.getTime()} - epoch_ms(checked_at)) // 3600000`;
  const youth = `${HOURS_A_REASON - 1} - least(greatest(coalesce(${hours}, 0), 0), ${HOURS_A_REASON - 1})`;
  return `(CASE ${reason} ${value} END + CASE ${reason} WHEN 'new' THEN 0 ELSE ${youth} END)::INTEGER`;
}
