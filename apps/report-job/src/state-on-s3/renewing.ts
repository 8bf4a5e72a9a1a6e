import type { Clock } from "../run/clock.ts";

export interface Renewing {
  readonly clock: Clock;
  /** Ends it. */
  readonly signal: AbortSignal;
  readonly everyMs: number;
  /** Milliseconds since the last write that was answered was sent. */
  readonly sinceMs: () => number;
  /** Looks whether the lease still is this process's; throws where it is not. */
  readonly look: () => void;
  readonly renew: () => Promise<void>;
}

const LOOKS_PER_RENEWAL = 4;

/** Renews a lease whenever nothing has been written for a while, and looks whether it has ended also while a write hangs. */
export async function renewing({ clock, signal, everyMs, sinceMs, look, renew }: Renewing): Promise<void> {
  let isUnderWay = false;
  while (!signal.aborted) {
    try {
      await clock.sleep(everyMs / LOOKS_PER_RENEWAL, signal);
      look();
    } catch {
      return;
    }
    if (isUnderWay || sinceMs() < everyMs) continue;
    isUnderWay = true;
    renew()
      // Whoever waits for the lease to be lost is told by its signal.
      .catch(() => {})
      .finally(() => {
        isUnderWay = false;
      });
  }
}
