import { OUTCOME_KINDS, type OutcomeCounts, runStatus } from "@attached-files/core";
import { type FinishedRun, finishedRun } from "./finished-run.ts";
import type { OpenRun } from "./open-run.ts";
import type { State } from "./open-state.ts";
import { publishOutcomes } from "./publish-outcomes.ts";
import { searchMemory, sqlTime } from "./searches.ts";
import { inTransaction } from "./transaction.ts";
import { clearWorkingTables } from "./working-tables.ts";

export interface RunEnd {
  readonly finishedAt: Date;
  /** How long this process has worked on it, in milliseconds. */
  readonly workedMs: number;
  /** Of this process, as its log tells it. */
  readonly runId?: string;
  /** What ended the discovery or the calls early. */
  readonly trouble?: { readonly code: string; readonly message: string };
}

/** Publishes the run's outcomes in place of the last run's, in one transaction. Due ones without an answer are deferred. */
export async function finishRun(state: State, run: OpenRun, end: RunEnd): Promise<FinishedRun> {
  const { slot, number } = run;
  await inTransaction(state.connection, async (connection) => {
    const { finishedSweep } = await searchMemory(connection, run.sourceDigest, end.finishedAt);
    const reappeared = await publishOutcomes(connection, {
      runNumber: number,
      finishedSweep: run.isList ? 0 : finishedSweep,
    });
    await connection.run("DELETE FROM reopened_runs");
    await connection.run("DELETE FROM irregularities");
    await connection.run("INSERT INTO irregularities SELECT * FROM working_irregularities ORDER BY ALL");
    const counts = OUTCOME_KINDS.map((kind) => `${kind} = (SELECT count(*) FROM outcomes WHERE outcome = '${kind}')`);
    await connection.run(
      `UPDATE runs SET "references" = (SELECT count(*) FROM outcomes), ${counts.join(", ")},
        new_files = (SELECT count(*) FROM outcomes WHERE first_seen_run = $number),
        changed_files = (SELECT count(*) FROM past_versions WHERE until_run = $number AND NOT vanished),
        vanished_files = (SELECT count(*) FROM outcomes WHERE vanished_run = $number),
        reappeared_files = reappeared_files + $reappeared,
        worked_ms = worked_ms + $worked, run_id = $runId,
        finished_at = $at::TIMESTAMP, trouble_code = $code, trouble_message = $message WHERE slot = $slot`,
      {
        slot,
        number,
        reappeared: BigInt(reappeared),
        worked: BigInt(Math.round(end.workedMs)),
        runId: end.runId ?? null,
        at: sqlTime(end.finishedAt),
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
