import { JobError } from "../exit-code.ts";
import { type PendingRun, pendingRun } from "../state/finished-run.ts";
import { openState } from "../state/open-state.ts";
import type { Clock } from "./clock.ts";
import { slotOf } from "./slot.ts";

/** A scope that is to be run, and the digest of its input. */
export interface ScopeDigest {
  readonly scope: string;
  readonly inputDigest: string;
}

/**
 * The slot of a run that names none: that of the newest run of the same input which is not at its end (begun and not
 * finished, or finished and not published, in any of the scopes), else a new one.
 */
export async function chooseSlot(stateFolder: string, scopes: readonly ScopeDigest[], clock: Clock): Promise<string> {
  let newest: PendingRun | undefined;
  for (const { scope, inputDigest } of scopes) {
    const pending = await pendingOf(stateFolder, scope);
    if (pending?.inputDigest !== inputDigest) continue;
    if (newest === undefined || pending.startedAt > newest.startedAt) newest = pending;
  }
  return newest?.slot ?? slotOf(clock.now());
}

async function pendingOf(stateFolder: string, scope: string): Promise<PendingRun | undefined> {
  const state = await openState(stateFolder, scope).catch((error: unknown) => {
    // A state that cannot be opened is that scope's own trouble, met again when its turn comes.
    if (error instanceof JobError && error.code === "unavailable") return undefined;
    throw error;
  });
  try {
    return state && (await pendingRun(state));
  } finally {
    await state?.close();
  }
}
