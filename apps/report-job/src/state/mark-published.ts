import { JobError } from "../exit-code.ts";
import { isDiskTrouble } from "./disk-trouble.ts";
import { openState } from "./open-state.ts";

/**
 * Notes that the report of a slot was written, so that the run is not taken up again. A state that is in use just now,
 * or whose disk is full, stays as it is: the report stands, and at worst the next run publishes this slot once more, without a call.
 */
export async function markPublished(stateFolder: string, scope: string, slot: string, at: Date): Promise<void> {
  try {
    const state = await openState(stateFolder, scope);
    try {
      await state.connection.run(
        `UPDATE runs SET published_at = $at::TIMESTAMP
         WHERE slot = $slot AND status IN ('complete', 'partial') AND published_at IS NULL`,
        { slot, at: at.toISOString().slice(0, -1) },
      );
    } finally {
      await state.close();
    }
  } catch (error) {
    if (!(error instanceof JobError) && !isDiskTrouble(error)) throw error;
  }
}
