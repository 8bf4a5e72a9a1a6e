import { OUTCOME_KINDS, type OutcomeCounts, runStatus } from "@attached-files/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { standingElsewhere } from "./answers-elsewhere.ts";
import { settleDiscovery } from "./discovery-before.ts";
import { type FinishedRun, finishedRun } from "./finished-run.ts";
import { publishLimits } from "./instance-limits.ts";
import type { OpenRun } from "./open-run.ts";
import type { State } from "./open-state.ts";
import { publishOutcomes } from "./publish-outcomes.ts";
import type { RunPlace } from "./run-input.ts";
import { searchMemory, sqlTime } from "./searches.ts";
import { inTransaction } from "./transaction.ts";
import { clearWorkingTables } from "./working-tables.ts";

export interface RunEnd {
  readonly finishedAt: Date;
  /** How long this process has worked on it, in milliseconds. */
  readonly workedMs: number;
  /** Of this process, as its log tells it. @default the one that is noted stays */
  readonly runId?: string;
  /** Where it asked. @default what stands of the same source alone is of the same place */
  readonly place?: RunPlace;
  /** What ended the discovery or the calls early. */
  readonly trouble?: { readonly code: string; readonly message: string; readonly operation?: string };
}

/** Publishes the run's outcomes in place of the last run's, in one transaction. Due ones without an answer are deferred. */
export async function finishRun(state: State, run: OpenRun, end: RunEnd): Promise<FinishedRun> {
  const { slot, number } = run;
  await inTransaction(state.connection, async (connection) => {
    const { finishedSweep } = await searchMemory(connection, run.sourceDigest, end.finishedAt);
    const reappeared = await publishOutcomes(connection, {
      runNumber: number,
      finishedSweep: run.isList ? 0 : finishedSweep,
      isElsewhere:
        (await standingElsewhere(connection, {
          sourceDigest: run.sourceDigest,
          ...(end.place === undefined ? {} : { place: end.place }),
        })) !== undefined,
    });
    await publishLimits(connection);
    await settleDiscovery(connection, run.sourceDigest);
    await connection.run("DELETE FROM reopened_runs");
    await connection.run("DELETE FROM irregularities");
    await connection.run("INSERT INTO irregularities SELECT * FROM working_irregularities ORDER BY ALL");
    const counts = await countOutcomes(connection, number);
    const isComplete = runStatus(counts, await isDiscovered(connection, slot)) === "complete";
    await connection.run(
      `UPDATE runs SET "references" = $references_, ${OUTCOME_KINDS.map((kind) => `${kind} = $${kind}`).join(", ")},
        new_files = $new_files, vanished_files = $vanished_files, reappeared_files = reappeared_files + $reappeared,
        changed_files = (SELECT count(*) FROM past_versions WHERE until_run = $number AND NOT vanished),
        worked_ms = worked_ms + $worked, run_id = coalesce($runId, run_id), finished_at = $at::TIMESTAMP, status = $status,
        trouble_code = $code, trouble_message = $message, trouble_operation = $operation WHERE slot = $slot`,
      {
        slot,
        number,
        ...Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, BigInt(count)])),
        reappeared: BigInt(reappeared),
        worked: BigInt(Math.round(end.workedMs)),
        runId: end.runId ?? null,
        at: sqlTime(end.finishedAt),
        status: isComplete ? "complete" : "partial",
        code: end.trouble?.code ?? null,
        message: end.trouble?.message.toWellFormed() ?? null,
        operation: end.trouble?.operation ?? null,
      },
    );
    await clearWorkingTables(state);
  });
  const finished = await finishedRun(state, slot);
  if (finished === undefined) throw new Error(`the run of slot ${slot} vanished while it was finished`);
  return finished;
}

/** Counts the rows that were published, in one pass over them. */
async function countOutcomes(
  connection: DuckDBConnection,
  runNumber: number,
): Promise<OutcomeCounts & Readonly<Record<"references_" | "new_files" | "vanished_files", number>>> {
  const kinds = OUTCOME_KINDS.map((kind) => `count(*) FILTER (outcome = '${kind}') AS ${kind}`);
  const rows = await connection.runAndReadAll(
    `SELECT count(*) AS references_, ${kinds.join(", ")}, count(*) FILTER (first_seen_run = ${runNumber}) AS new_files,
       count(*) FILTER (vanished_run = ${runNumber}) AS vanished_files FROM outcomes`,
  );
  const [row = {}] = rows.getRowObjectsJS();
  return Object.fromEntries(Object.entries(row).map(([name, count]) => [name, Number(count)])) as never;
}

async function isDiscovered(connection: DuckDBConnection, slot: string): Promise<boolean> {
  const rows = await connection.runAndReadAll("SELECT discovery_finished FROM runs WHERE slot = $slot", { slot });
  return rows.value(0, 0) === true;
}
