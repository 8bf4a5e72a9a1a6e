import type { Clock } from "./clock.ts";
import { timeLimit } from "./time-limit.ts";

/** The time that a run may take, if there is a limit to it. */
export interface TimeBox {
  /** Aborts when no new call should be begun, so that what is known can still be published in time. */
  readonly over: AbortSignal;
  /** Aborts when half of the time is over: whoever searches leaves the rest to the questions. */
  readonly half: AbortSignal;
  /** How much is left until `over`, in milliseconds; undefined where there is no limit. */
  leftMs(): number | undefined;
  /** Ends its timers. */
  close(): void;
}

/** Publishing takes this long even where there is little to publish. */
const LEAST_RESERVE_MS = 2000;
/** The part of the time that is kept for publishing, and for calls that are under way. */
const RESERVE = 0.1;
const MOST_RESERVE_MS = 60_000;

/**
 * What of a time is kept for publishing, and for calls that are under way, in milliseconds.
 *
 * @param wholeMs the time that a run may take.
 */
export function reserveMsOf(wholeMs: number): number {
  return Math.min(Math.max(LEAST_RESERVE_MS, wholeMs * RESERVE), MOST_RESERVE_MS, wholeMs / 2);
}

/**
 * Begins to count the time until a deadline.
 *
 * @param deadline when the process is to have ended; undefined is never.
 */
export function openTimeBox(deadline: Date | undefined, clock: Clock): TimeBox {
  const never = new AbortController();
  if (deadline === undefined) {
    return { over: never.signal, half: never.signal, leftMs: () => undefined, close: () => {} };
  }
  const startedAt = clock.now().getTime();
  const wholeMs = Math.max(0, deadline.getTime() - startedAt);
  const untilMs = wholeMs - reserveMsOf(wholeMs);
  const [all, half] = [timeLimit(untilMs, clock), timeLimit(untilMs / 2, clock)];
  return {
    over: all.over,
    half: half.over,
    leftMs: () => Math.max(0, startedAt + untilMs - clock.now().getTime()),
    close: () => {
      all.close();
      half.close();
    },
  };
}
