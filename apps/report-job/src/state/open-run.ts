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

/** Empties what belongs to the run that is under way. */
export async function clearWorkingTables(state: State): Promise<void> {
  for (const table of ["working_references", "working_outcomes", "working_irregularities"]) {
    await state.connection.run(`DELETE FROM ${table}`);
  }
}
