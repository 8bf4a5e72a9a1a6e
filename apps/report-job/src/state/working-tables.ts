import type { State } from "./open-state.ts";
import { inTransaction } from "./transaction.ts";

/** Forgets the references found so far, for an input that is read from its beginning again. */
export async function rewindReferences({ connection }: State, slot: string): Promise<void> {
  await inTransaction(connection, async () => {
    await connection.run("DELETE FROM working_found");
    await connection.run("UPDATE runs SET repeated = 0, resume_token = NULL WHERE slot = $slot", { slot });
  });
}

/** Empties what belongs to the run that is under way. */
export async function clearWorkingTables({ connection }: State): Promise<void> {
  for (const table of ["found", "plan", "outcomes", "irregularities", "instance_limits"])
    await connection.run(`DELETE FROM working_${table}`);
}
