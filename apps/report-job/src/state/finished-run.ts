import { OUTCOME_KINDS, type OutcomeCounts, type RunStatus } from "@attached-files/core";
import type { State } from "./open-state.ts";

/** A run that has ended, complete or partial. */
export interface FinishedRun {
  readonly slot: string;
  readonly status: RunStatus;
  readonly references: number;
  readonly counts: OutcomeCounts;
  readonly calls: number;
  /** How its references were found, and what is the same for the same input. */
  readonly input: string;
  readonly inputDigest: string;
  readonly troubleCode?: string;
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
     SELECT slot, input_digest, epoch_ms(started_at) FROM (
       SELECT * FROM runs WHERE status IN ('complete', 'partial') ORDER BY finished_at DESC, slot DESC LIMIT 1)
     WHERE published_at IS NULL AND NOT EXISTS (SELECT 1 FROM runs WHERE status = 'running')`,
  );
  const [row] = rows.getRowsJS();
  if (row === undefined) return undefined;
  const [slot, inputDigest, startedAt] = row;
  return { slot: String(slot), inputDigest: String(inputDigest), startedAt: new Date(Number(startedAt)) };
}

/** The finished run of a slot, whether or not its outcomes still stand in the state. */
export async function finishedRun(state: State, slot: string): Promise<FinishedRun | undefined> {
  const rows = await state.connection.runAndReadAll(
    `SELECT status, "references", ${OUTCOME_KINDS.join(", ")}, calls, input, input_digest, trouble_code FROM runs
     WHERE slot = $slot AND status IN ('complete', 'partial')`,
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
    input: String(row.input),
    inputDigest: String(row.input_digest),
    ...(typeof row.trouble_code === "string" ? { troubleCode: row.trouble_code } : {}),
  };
}
