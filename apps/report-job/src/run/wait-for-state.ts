import { JobError } from "../exit-code.ts";
import type { StateLimits } from "../state/duckdb-options.ts";
import { openState, type State, StateInUseError } from "../state/open-state.ts";
import type { Clock } from "./clock.ts";
import { waitIdly } from "./idle-waits.ts";
import type { Progress } from "./progress.ts";
import type { StateKeeper } from "./state-keeper.ts";

const LOOK_EVERY_MS = 1000;

export interface StateWanted {
  readonly stateFolder: string;
  readonly scope: string;
  readonly waitMs: number;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly limits?: StateLimits;
  readonly keeper?: Pick<StateKeeper, "onJournalTaken">;
}

/**
 * Opens a scope's state, waiting while another process has it.
 *
 * @throws {StateInUseError} it still had it when the time was over.
 * @throws {JobError} the state cannot be used.
 */
export async function waitForState(wanted: StateWanted): Promise<State> {
  const { stateFolder, scope, waitMs, clock, progress, signal, limits, keeper } = wanted;
  const onJournalTaken = keeper && ((path: string) => keeper.onJournalTaken(path));
  const until = clock.now().getTime() + waitMs;
  for (let isTold = false; ; isTold = true) {
    try {
      return await openState(stateFolder, scope, { ...limits, ...(onJournalTaken && { onJournalTaken }) });
    } catch (error) {
      if (!(error instanceof StateInUseError) || clock.now().getTime() >= until) throw error;
      if (!isTold) progress.say(`${scope}: ${error.message} Waiting.`);
    }
    await waitIdly(() => clock.sleep(LOOK_EVERY_MS, signal)).catch((error: unknown) => {
      throw signal.aborted ? new JobError("interrupted", `Interrupted while ${scope} was waited for.`, error) : error;
    });
  }
}
