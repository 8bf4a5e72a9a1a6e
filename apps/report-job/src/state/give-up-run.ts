import type { State } from "./open-state.ts";
import { restoreReopened } from "./reopen-run.ts";
import { inTransaction } from "./transaction.ts";
import { clearWorkingTables } from "./working-tables.ts";

/**
 * Gives up the run that is under way, and removes its work: what stood in the state before stands. Its slot is marked
 * abandoned, with why, or stands as it had ended before it was opened again. Its full search begins anew.
 */
export async function giveUpRun(state: State, why: { readonly code: string; readonly message: string }): Promise<void> {
  const { connection } = state;
  await inTransaction(connection, async () => {
    await clearWorkingTables(state);
    await connection.run("UPDATE discovery SET sweep_token = NULL, sweep_token_at = NULL");
    await restoreReopened(state);
    await connection.run(
      "UPDATE runs SET status = 'abandoned', trouble_code = $code, trouble_message = $message WHERE status = 'running'",
      { code: why.code, message: why.message.toWellFormed() },
    );
  });
}
