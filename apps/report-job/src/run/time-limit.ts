import { isSourceError } from "@attached-files/core";
import type { Clock } from "./clock.ts";

/** The time that something may take. */
export interface TimeLimit {
  /** Aborts when it is over. */
  readonly over: AbortSignal;
  /** Ends its timer. */
  close(): void;
}

/** Node's timers fire at once where they are to wait longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Begins to count a time, in milliseconds. */
export function timeLimit(delayMs: number, clock: Clock): TimeLimit {
  const [over, closed] = [new AbortController(), new AbortController()];
  const wait = async (): Promise<void> => {
    let leftMs = delayMs;
    do {
      const partMs = Math.min(leftMs, LONGEST_TIMER_MS);
      await clock.sleep(partMs, closed.signal);
      leftMs -= partMs;
    } while (leftMs > 0);
    over.abort();
  };
  wait().catch((error: unknown) => {
    if (!isSourceError(error, "Aborted")) throw error;
  });
  return { over: over.signal, close: () => closed.abort() };
}
