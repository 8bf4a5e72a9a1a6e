import { OUTCOME_KINDS, type OutcomeCounts, type RunStatus, runStatus } from "@attached-files/core";
import { discardJournals, loadJournals } from "./load-journals.ts";
import type { State } from "./open-state.ts";
import { inTransaction } from "./transaction.ts";

/** What a run works on: how its references are found, and a digest that is the same for the same input. */
export interface RunInput {
  readonly description: string;
  readonly digest: string;
}

/** A run that has begun and not finished, in this process or in one that died. */
export interface OpenRun {
  readonly slot: string;
  readonly startedAt: Date;
  readonly discoveryFinished: boolean;
  readonly resumeToken?: string;
  /** How many processes have worked on it, this one included. */
  readonly attempts: number;
}

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

/**
 * Goes on with the run of this slot where a process left it, or begins it. An unfinished run of another slot, or of
 * another input, is given up: its slot is marked abandoned and its unpublished work removed.
 */
export async function openRun(state: State, slot: string, input: RunInput, now: Date): Promise<OpenRun> {
  const { connection } = state;
  const open = await connection.runAndReadAll("SELECT slot, input_digest FROM runs WHERE status = 'running'");
  const same = open.getRowsJS().some(([openSlot, digest]) => openSlot === slot && digest === input.digest);
  if (!same) {
    if (open.currentRowCount > 0) await discardJournals(state);
    await inTransaction(connection, async () => {
      await clearWorkingTables(state);
      await connection.run("UPDATE runs SET status = 'abandoned' WHERE status = 'running'");
      await connection.run("DELETE FROM runs WHERE slot = $slot", { slot });
      await connection.run(
        `INSERT INTO runs VALUES ($slot, 'running', $input, $digest, $at::TIMESTAMP, NULL, false, NULL, 0,
          0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL)`,
        { slot, input: input.description, digest: input.digest, at: now.toISOString().slice(0, -1) },
      );
    });
  }
  await loadJournals(state, slot);
  await connection.run("UPDATE runs SET attempts = attempts + 1 WHERE slot = $slot", { slot });
  const rows = await connection.runAndReadAll(
    "SELECT epoch_ms(started_at), discovery_finished, resume_token, attempts FROM runs WHERE slot = $slot",
    { slot },
  );
  const [startedAt, discoveryFinished, resumeToken, attempts] = rows.getRowsJS()[0] ?? [];
  return {
    slot,
    startedAt: new Date(Number(startedAt)),
    discoveryFinished: discoveryFinished === true,
    attempts: Number(attempts),
    ...(typeof resumeToken === "string" ? { resumeToken } : {}),
  };
}

/** Removes a run that never published anything, as if it had not begun. */
export async function discardRun(state: State, slot: string): Promise<void> {
  await discardJournals(state);
  await inTransaction(state.connection, async (connection) => {
    await clearWorkingTables(state);
    await connection.run("DELETE FROM runs WHERE slot = $slot AND status = 'running'", { slot });
  });
}

/** Forgets the references found so far, for an input that is read from its beginning again. */
export async function rewindReferences(state: State, slot: string): Promise<void> {
  await inTransaction(state.connection, async (connection) => {
    await clearWorkingTables(state);
    await connection.run("UPDATE runs SET repeated = 0, resume_token = NULL WHERE slot = $slot", { slot });
  });
}

async function clearWorkingTables(state: State): Promise<void> {
  for (const table of ["working_references", "working_outcomes", "working_irregularities"]) {
    await state.connection.run(`DELETE FROM ${table}`);
  }
}

export interface RunEnd {
  readonly finishedAt: Date;
  /** What ended the discovery or the calls early. */
  readonly trouble?: { readonly code: string; readonly message: string };
}

/** Publishes the run's outcomes in place of the last run's, in one transaction. References without one are deferred. */
export async function finishRun(state: State, slot: string, end: RunEnd): Promise<FinishedRun> {
  await inTransaction(state.connection, async (connection) => {
    await connection.run("DELETE FROM outcomes");
    await connection.run(
      `INSERT INTO outcomes SELECT r.*, coalesce(o.outcome, 'deferred'), o.* EXCLUDE (instance_id, associated_resource_arn, file_id, outcome)
       FROM working_references r LEFT JOIN working_outcomes o USING (instance_id, associated_resource_arn, file_id)
       ORDER BY ALL`,
    );
    await connection.run("DELETE FROM irregularities");
    await connection.run("INSERT INTO irregularities SELECT * FROM working_irregularities ORDER BY ALL");
    const counts = OUTCOME_KINDS.map((kind) => `${kind} = (SELECT count(*) FROM outcomes WHERE outcome = '${kind}')`);
    await connection.run(
      `UPDATE runs SET "references" = (SELECT count(*) FROM working_references), ${counts.join(", ")},
        finished_at = $at::TIMESTAMP, resume_token = NULL, trouble_code = $code, trouble_message = $message WHERE slot = $slot`,
      {
        slot,
        at: end.finishedAt.toISOString().slice(0, -1),
        code: end.trouble?.code ?? null,
        message: end.trouble?.message.toWellFormed() ?? null,
      },
    );
    await connection.run(
      "UPDATE runs SET status = CASE WHEN $status THEN 'complete' ELSE 'partial' END WHERE slot = $slot",
      { slot, status: await isComplete(state, slot) },
    );
    await clearWorkingTables(state);
  });
  const finished = await finishedRun(state, slot);
  if (finished === undefined) throw new Error(`the run of slot ${slot} vanished while it was finished`);
  return finished;
}

async function isComplete(state: State, slot: string): Promise<boolean> {
  const rows = await state.connection.runAndReadAll(
    `SELECT discovery_finished, ${OUTCOME_KINDS.join(", ")} FROM runs WHERE slot = $slot`,
    { slot },
  );
  const [row] = rows.getRowObjectsJS();
  const counts = Object.fromEntries(
    OUTCOME_KINDS.map((kind) => [kind, Number(row?.[kind])]),
  ) as unknown as OutcomeCounts;
  return runStatus(counts, row?.discovery_finished === true) === "complete";
}
