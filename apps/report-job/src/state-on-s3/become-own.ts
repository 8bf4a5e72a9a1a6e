import { JobError } from "../exit-code.ts";
import type { Clock } from "../run/clock.ts";
import { scopeFolder } from "../state/open-state.ts";
import { forgetCopy, placeOfCopy } from "./working-copy.ts";
import { lockWorkingCopy } from "./working-copy-lock.ts";

/**
 * A copy that is worked on without its bucket is a state of its own from then on: the bucket's must not take its place unasked.
 * One that another process has taken from its bucket just now is left alone; it keeps others off the state anyway.
 */
export async function becomeOwn(
  stateFolder: string,
  scope: string,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  const folder = scopeFolder(stateFolder, scope);
  if ((await placeOfCopy(folder)) === undefined) return;
  try {
    const unlock = await lockWorkingCopy({ stateFolder, scope, waitMs: 0, clock, signal });
    await forgetCopy(folder).finally(unlock);
  } catch (error) {
    if (!(error instanceof JobError)) throw error;
  }
}
