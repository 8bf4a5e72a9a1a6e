import type { State } from "./open-state.ts";
import { inTransaction } from "./transaction.ts";

/**
 * Makes what failed in an earlier process of the run that is under way due once more: the fault may be over. The failures
 * are kept for as long as this process has the state.
 */
export async function askFailedAgain({ connection }: State): Promise<void> {
  await inTransaction(connection, async () => {
    await connection.run(
      "CREATE OR REPLACE TEMP TABLE failed_before AS SELECT * FROM working_outcomes WHERE outcome = 'failed'",
    );
    await connection.run("DELETE FROM working_outcomes WHERE outcome = 'failed'");
  });
}

/** Puts back the failures of files that this process did not come to: they were asked about, and are not deferred. */
export async function restoreFailed({ connection }: State): Promise<void> {
  await inTransaction(connection, async () => {
    await connection.run(
      "INSERT INTO working_outcomes BY NAME SELECT * FROM failed_before ANTI JOIN working_outcomes USING (number)",
    );
    await connection.run("DROP TABLE failed_before");
  });
}
