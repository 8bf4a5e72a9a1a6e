import { knowsSource } from "./knows-source.ts";
import type { OpenRun } from "./open-run.ts";
import type { State } from "./open-state.ts";
import type { Freshness } from "./plan/due-reason-sql.ts";
import { countPlan, fillPlan, type PlanCounts } from "./plan/plan-references.ts";
import { moveWatermark, noteSweep, searchMemory } from "./searches.ts";
import { inTransaction } from "./transaction.ts";

/** How the searches of a run ended. */
export interface DiscoveryResult {
  readonly finished: boolean;
  /** The full search, where one was made: whether it came to its end, and if it is to go on, from where. */
  readonly sweep?: { readonly finished: boolean; readonly resumeToken?: string };
  /** Whether every file that was attached since the watermark was named. */
  readonly isUpToDate: boolean;
  /** Whether the search for new files had to stop, because there are more of them than it had time for. */
  readonly isBehind?: boolean;
  readonly skippedLines: number;
  readonly at: Date;
}

/** Ends the discovery and settles what is due, once for the run: a process that goes on with it finds the same plan. */
export async function settleRun(
  state: State,
  run: OpenRun,
  discovery: DiscoveryResult,
  freshness: Freshness,
): Promise<PlanCounts> {
  const { number, startedAt, slot } = run;
  await inTransaction(state.connection, async (connection) => {
    const { sweep } = discovery;
    if (sweep !== undefined)
      await noteSweep(connection, run.sourceDigest, { ...sweep, runNumber: number, at: discovery.at });
    const memory = await searchMemory(connection, run.sourceDigest, discovery.at);
    await connection.run("DELETE FROM working_plan");
    await fillPlan(connection, {
      run: { number, startedAt },
      knows: await knowsSource(connection, run.sourceDigest),
      foundOnly: run.isList,
      freshness,
      ...memory,
    });
    const found = await connection.runAndReadAll("SELECT count(*) FROM working_found");
    const named = await connection.runAndReadAll("SELECT count(*) FROM working_plan WHERE is_found");
    await connection.run(
      `UPDATE runs SET planned = true, resume_token = NULL, discovery_finished = $finished, skipped_lines = $skipped,
         repeated = repeated + $repeated, due = (SELECT count(due_reason) FROM working_plan) WHERE slot = $slot`,
      {
        slot,
        finished: discovery.finished,
        skipped: BigInt(discovery.skippedLines),
        repeated: BigInt(Number(found.value(0, 0)) - Number(named.value(0, 0))),
      },
    );
    if (discovery.isUpToDate) await moveWatermark(connection, run.sourceDigest, startedAt);
    // It begins at the newest file each time, and would stop at the same place; a full search goes on where it was.
    if (discovery.isBehind === true) {
      await connection.run("UPDATE discovery SET watermark = NULL WHERE source_digest = $source", {
        source: run.sourceDigest,
      });
    }
    await connection.run("DELETE FROM working_found");
  });
  return await countPlan(state.connection);
}
