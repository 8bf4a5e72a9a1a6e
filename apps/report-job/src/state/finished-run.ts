import { OUTCOME_KINDS, type OutcomeCounts, type RunStatus } from "@attached-files/core";
import type { State } from "./open-state.ts";

/** A run that has ended, complete or partial. */
export interface FinishedRun {
  readonly slot: string;
  readonly status: RunStatus;
  readonly references: number;
  readonly counts: OutcomeCounts;
  readonly calls: number;
  readonly troubleCode?: string;
}

/** The slot of a run that was begun and not finished, if there is one. */
export async function unfinishedSlot(state: State): Promise<string | undefined> {
  const rows = await state.connection.runAndReadAll(
    "SELECT slot FROM runs WHERE status = 'running' ORDER BY started_at DESC",
  );
  return rows.currentRowCount === 0 ? undefined : String(rows.value(0, 0));
}

/** The run whose outcomes stand in the state. */
export async function lastFinishedRun(state: State): Promise<FinishedRun | undefined> {
  const rows = await state.connection.runAndReadAll(
    "SELECT slot FROM runs WHERE status IN ('complete', 'partial') ORDER BY finished_at DESC LIMIT 1",
  );
  return rows.currentRowCount === 0 ? undefined : finishedRun(state, String(rows.value(0, 0)));
}

export async function finishedRun(state: State, slot: string): Promise<FinishedRun | undefined> {
  const rows = await state.connection.runAndReadAll(
    `SELECT status, "references", ${OUTCOME_KINDS.join(", ")}, calls, trouble_code FROM runs
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
    ...(typeof row.trouble_code === "string" ? { troubleCode: row.trouble_code } : {}),
  };
}
