import { setTimeout as wait } from "node:timers/promises";
import { SourceError } from "@attached-files/core";

/** Time as the job sees it, so that tests can own it. */
export interface Clock {
  now(): Date;
  /** @throws {SourceError} Aborted, when the signal ends the wait. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
  /**
   * Milliseconds since some moment, which nobody sets: durations are right although the date is put forward or back.
   *
   * @default what `now` tells, of which going back counts as standing still
   */
  elapsedMs?(): number;
}

export const systemClock: Clock = {
  now: () => new Date(),
  elapsedMs: () => performance.now(),
  sleep: async (delayMs, signal) => {
    try {
      await wait(delayMs, undefined, signal === undefined ? {} : { signal });
    } catch (cause) {
      throw new SourceError("Aborted", "The wait for the quota was ended.", { cause });
    }
  },
};

/** Durations by a clock: milliseconds that never go back. */
export function stopwatch(clock: Clock): () => number {
  if (clock.elapsedMs !== undefined) return () => clock.elapsedMs?.() ?? 0;
  let elapsedMs = 0;
  let seenMs = clock.now().getTime();
  return () => {
    const nowMs = clock.now().getTime();
    elapsedMs += Math.max(0, nowMs - seenMs);
    seenMs = nowMs;
    return elapsedMs;
  };
}
