import { beginRun } from "./begin-run.ts";
import { restoreDiscovery } from "./discovery-before.ts";
import { finishedRun } from "./finished-run.ts";
import { discardJournals, loadJournals } from "./load-journals.ts";
import type { State } from "./open-state.ts";
import { reopenRun, restoreReopened } from "./reopen-run.ts";
import type { RunBeginning, RunInput } from "./run-input.ts";
import { inTransaction } from "./transaction.ts";
import { unfinishedRun } from "./unfinished-run.ts";
import { clearWorkingTables } from "./working-tables.ts";

/** A run that has begun and not finished, in this process or in one that died. */
export interface OpenRun {
  readonly slot: string;
  readonly number: number;
  readonly startedAt: Date;
  readonly sourceDigest: string;
  readonly isList: boolean;
  /** What it searches; nothing where a list is read. */
  readonly since?: string;
  readonly sweep?: number;
  readonly sinceFinished: boolean;
  readonly discoveryFinished: boolean;
  /** Whether what is due was settled. */
  readonly planned: boolean;
  readonly resumeToken?: string;
  /** How many processes have worked on it, this one included. */
  readonly attempts: number;
}

/**
 * Goes on with the run of this slot where a process left it, opens it again where it had ended, or begins it. An
 * unfinished run of another slot, or of another input, is given up and its work removed: its slot is marked abandoned,
 * or stands as it had ended before it was opened again.
 */
export async function openRun(state: State, slot: string, input: RunInput, beginning: RunBeginning): Promise<OpenRun> {
  const { connection } = state;
  const unfinished = await unfinishedRun(state);
  const goesOn = unfinished?.slot === slot && unfinished.inputDigest === input.digest;
  if (!goesOn) {
    await discardJournals(state);
    await inTransaction(connection, async () => {
      await clearWorkingTables(state);
      if (unfinished !== undefined) await restoreDiscovery(connection);
      await restoreReopened(state);
      await connection.run("UPDATE runs SET status = 'abandoned' WHERE status = 'running'");
      const before = await finishedRun(state, slot);
      if (before?.inputDigest === input.digest) return await reopenRun(state, slot, input.isList);
      await beginRun(state, slot, input, beginning);
    });
  }
  await loadJournals(state, slot);
  await connection.run(
    "UPDATE runs SET attempts = attempts + 1, run_id = coalesce($runId, run_id) WHERE slot = $slot",
    { slot, runId: beginning.runId ?? null },
  );
  return { ...(await readRun(state, slot)), isList: input.isList };
}

async function readRun({ connection }: State, slot: string): Promise<Omit<OpenRun, "isList">> {
  const rows = await connection.runAndReadAll(
    `SELECT number, epoch_ms(started_at) AS started_at, source_digest, search_since, sweep, since_finished,
       discovery_finished, planned, resume_token, attempts FROM runs WHERE slot = $slot`,
    { slot },
  );
  const [row] = rows.getRowObjectsJS();
  if (row === undefined) throw new Error(`the run of slot ${slot} is not there`);
  return {
    slot,
    number: Number(row.number),
    startedAt: new Date(Number(row.started_at)),
    sourceDigest: String(row.source_digest),
    sinceFinished: row.since_finished === true,
    discoveryFinished: row.discovery_finished === true,
    planned: row.planned === true,
    attempts: Number(row.attempts),
    ...(typeof row.search_since === "string" ? { since: row.search_since } : {}),
    ...(typeof row.sweep === "number" ? { sweep: row.sweep } : {}),
    ...(typeof row.resume_token === "string" ? { resumeToken: row.resume_token } : {}),
  };
}
