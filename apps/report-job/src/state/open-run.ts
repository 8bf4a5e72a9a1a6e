import { finishedRun } from "./finished-run.ts";
import { discardJournals, loadJournals } from "./load-journals.ts";
import type { State } from "./open-state.ts";
import { reopenRun, restoreReopened } from "./reopen-run.ts";
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
  /** The unfinished run that had to go, and why: its slot or its input is not this run's. */
  readonly givenUp?: { readonly slot: string; readonly input: string; readonly otherInput: boolean };
}

/**
 * Goes on with the run of this slot where a process left it, opens it again where it had ended, or begins it. An
 * unfinished run of another slot, or of another input, is given up and its work removed: its slot is marked abandoned,
 * or stands as it had ended before it was opened again.
 */
export async function openRun(state: State, slot: string, input: RunInput, now: Date): Promise<OpenRun> {
  const { connection } = state;
  const running = await connection.runAndReadAll("SELECT slot, input, input_digest FROM runs WHERE status = 'running'");
  const [open] = running.getRowsJS().map(([openSlot, description, digest]) => ({
    slot: String(openSlot),
    input: String(description),
    otherInput: digest !== input.digest,
  }));
  const goesOn = open !== undefined && open.slot === slot && !open.otherInput;
  if (!goesOn) {
    if (open !== undefined) await discardJournals(state);
    await inTransaction(connection, async () => {
      await clearWorkingTables(state);
      await restoreReopened(state);
      await connection.run("UPDATE runs SET status = 'abandoned' WHERE status = 'running'");
      if ((await finishedRun(state, slot)) !== undefined) return await reopenRun(state, slot);
      await connection.run("DELETE FROM runs WHERE slot = $slot", { slot });
      await connection.run(
        `INSERT INTO runs VALUES ($slot, 'running', $input, $digest, $at::TIMESTAMP, NULL, false, NULL, 0,
          0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL)`,
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
    ...(open === undefined || goesOn ? {} : { givenUp: open }),
  };
}

/** Forgets the references found so far, for an input that is read from its beginning again. */
export async function rewindReferences(state: State, slot: string): Promise<void> {
  await inTransaction(state.connection, async (connection) => {
    await clearWorkingTables(state);
    await connection.run("UPDATE runs SET repeated = 0, resume_token = NULL WHERE slot = $slot", { slot });
  });
}

/** Empties what belongs to the run that is under way. */
export async function clearWorkingTables(state: State): Promise<void> {
  for (const table of ["working_references", "working_outcomes", "working_irregularities"]) {
    await state.connection.run(`DELETE FROM ${table}`);
  }
}
