import { OUTCOME_KINDS, type OutcomeCounts, type RunStatus } from "@attached-files/core";
import type { State } from "./open-state.ts";

/** Runs that have ended, as they ended: those that go on once more, too. */
export const FINISHED_RUNS = `(SELECT * FROM (SELECT * FROM runs UNION ALL SELECT * FROM reopened_runs)
  WHERE status IN ('complete', 'partial'))`;

/** The slot of the run whose outcomes stand in the state: the one that ended last. */
export const STANDING_SLOT = `(SELECT slot FROM ${FINISHED_RUNS} ORDER BY finished_at DESC, slot DESC LIMIT 1)`;

/** A run that has ended, complete or partial. */
export interface FinishedRun {
  readonly slot: string;
  readonly status: RunStatus;
  readonly references: number;
  readonly counts: OutcomeCounts;
  readonly calls: number;
  /** Files that were due. */
  readonly due: number;
  readonly newFiles: number;
  readonly changedFiles: number;
  readonly vanishedFiles: number;
  readonly reappearedFiles: number;
  /** How its references were found, and what is the same for the same input. */
  readonly input: string;
  readonly inputDigest: string;
  readonly troubleCode?: string;
  /** Whether its outcomes are those that stand in the state; a later run's have replaced them otherwise. */
  readonly isStanding: boolean;
  /** Whether its report was written. */
  readonly isPublished: boolean;
}

/** A run that is not at its end: begun and not finished, or finished and not published. */
export interface PendingRun {
  readonly slot: string;
  readonly inputDigest: string;
  readonly startedAt: Date;
}

/** The run of this state that is not at its end, if there is one. An older one whose outcomes are gone is past. */
export async function pendingRun(state: State): Promise<PendingRun | undefined> {
  const rows = await state.connection.runAndReadAll(
    `SELECT slot, input_digest, epoch_ms(started_at) FROM runs WHERE status = 'running'
     UNION ALL
     SELECT slot, input_digest, epoch_ms(started_at) FROM runs
     WHERE slot = ${STANDING_SLOT} AND published_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM runs WHERE status = 'running')`,
  );
  const [row] = rows.getRowsJS();
  if (row === undefined) return undefined;
  const [slot, inputDigest, startedAt] = row;
  return { slot: String(slot), inputDigest: String(inputDigest), startedAt: new Date(Number(startedAt)) };
}

/** The finished run of a slot, whether or not its outcomes still stand in the state, and whether or not it goes on. */
export async function finishedRun(state: State, slot: string): Promise<FinishedRun | undefined> {
  const rows = await state.connection.runAndReadAll(
    `SELECT status, "references", ${OUTCOME_KINDS.join(", ")}, calls, due, new_files, changed_files,
       vanished_files, reappeared_files, input, input_digest, trouble_code,
       published_at IS NOT NULL AS is_published, slot = ${STANDING_SLOT} AS is_standing
     FROM ${FINISHED_RUNS} WHERE slot = $slot`,
    { slot },
  );
  const [row] = rows.getRowObjectsJS();
  if (row === undefined) return undefined;
  return {
    slot,
    status: row.status as RunStatus,
    references: Number(row.references),
    counts: Object.fromEntries(OUTCOME_KINDS.map((kind) => [kind, Number(row[kind])])) as unknown as OutcomeCounts,
    calls: Number(row.calls),
    due: Number(row.due),
    newFiles: Number(row.new_files),
    changedFiles: Number(row.changed_files),
    vanishedFiles: Number(row.vanished_files),
    reappearedFiles: Number(row.reappeared_files),
    input: String(row.input),
    inputDigest: String(row.input_digest),
    ...(typeof row.trouble_code === "string" ? { troubleCode: row.trouble_code } : {}),
    isStanding: row.is_standing === true,
    isPublished: row.is_published === true,
  };
}
