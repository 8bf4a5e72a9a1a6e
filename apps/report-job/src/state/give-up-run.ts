import { restoreDiscovery } from "./discovery-before.ts";
import type { State } from "./open-state.ts";
import { restoreReopened } from "./reopen-run.ts";
import { sqlTime } from "./searches.ts";
import { inTransaction } from "./transaction.ts";
import { unfinishedRun } from "./unfinished-run.ts";
import { clearWorkingTables } from "./working-tables.ts";

/** Where the next full search begins: anew, where this one had begun, or behind the last page that this one read. */
export type NextSearch = "anew" | "as before" | { readonly resumeToken: string; readonly at: Date };

/**
 * Gives up the run that is under way, and removes its work: what stood in the state before stands, and so does what was
 * remembered of searches. Its slot is marked abandoned, with why, or stands as it had ended before it was opened again.
 */
export async function giveUpRun(
  state: State,
  why: { readonly code: string; readonly message: string },
  next: NextSearch,
): Promise<void> {
  const { connection } = state;
  await inTransaction(connection, async () => {
    const source = (await unfinishedRun(state))?.sourceDigest ?? "";
    await clearWorkingTables(state);
    await restoreDiscovery(connection, typeof next === "object" ? source : undefined);
    if (next !== "as before") {
      const token = next === "anew" ? null : next.resumeToken;
      const at = next === "anew" ? null : sqlTime(next.at);
      await connection.run(
        "UPDATE discovery SET sweep_token = $token, sweep_token_at = $at::TIMESTAMP WHERE source_digest = $source",
        { token, at, source },
      );
    }
    await restoreReopened(state);
    await connection.run(
      "UPDATE runs SET status = 'abandoned', trouble_code = $code, trouble_message = $message WHERE status = 'running'",
      { code: why.code, message: why.message.toWellFormed() },
    );
  });
}
