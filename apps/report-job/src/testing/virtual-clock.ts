import { SourceError } from "@attached-files/core";
import type { Clock } from "../run/clock.ts";

/** Time that passes only when a test says so, or by itself whenever nothing else is left to do. */
export interface VirtualClock extends Required<Clock> {
  /** How many wait now. */
  readonly sleepers: number;
  /** Lets so many milliseconds pass; whoever wakes has done what follows from it before the next one wakes. */
  advance(ms: number): Promise<void>;
  /** Sets the date forward or back by so many milliseconds, as an operator does; no time passes. */
  setDateBy(ms: number): void;
  /**
   * From now on, time goes on to the next sleeper whenever the event loop has gone quiet and no file is read or written.
   * Other work outside of the loop (a database) is not seen: tell of it with `standStill`. Ends with the function that
   * comes back.
   */
  runFree(): () => void;
  /** No time passes by itself while this is under way. */
  standStill<T>(work: Promise<T>): Promise<T>;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Turns of the event loop without anything to do, after which it counts as quiet. */
const QUIET_TURNS = 2;

/** @param start the date at the beginning, in milliseconds since 1970. */
export function virtualClock(start: number = Date.UTC(2026, 10, 24, 6)): VirtualClock {
  const sleepers = new Set<Sleeper>();
  const works = new Set<Promise<unknown>>();
  let [elapsedMs, dateAheadMs] = [0, 0];
  let [isFree, isWatching] = [false, false];

  // The first of those that wake at the same time is the one that fell asleep first.
  const next = (): Sleeper | undefined => {
    let first: Sleeper | undefined;
    for (const sleeper of sleepers) if (first === undefined || sleeper.at < first.at) first = sleeper;
    return first;
  };
  const wake = (sleeper: Sleeper): void => {
    elapsedMs = Math.max(elapsedMs, sleeper.at);
    sleeper.wake();
  };
  const watch = (): void => {
    if (isWatching) return;
    isWatching = true;
    void (async () => {
      while (isFree && sleepers.size > 0) {
        await quiet();
        const sleeper = next();
        if (works.size > 0) await Promise.allSettled(works);
        else if (areFilesUsed()) await new Promise((resolve) => setTimeout(resolve, 1));
        else if (isFree && sleeper !== undefined) wake(sleeper);
      }
      isWatching = false;
    })();
  };

  return {
    now: () => new Date(start + Math.floor(elapsedMs) + dateAheadMs),
    elapsedMs: () => elapsedMs,
    sleep: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        const aborted = (): void => {
          sleepers.delete(sleeper);
          reject(new SourceError("Aborted", "The wait was ended."));
        };
        const sleeper: Sleeper = {
          at: elapsedMs + delayMs,
          wake: () => {
            sleepers.delete(sleeper);
            signal?.removeEventListener("abort", aborted);
            resolve();
          },
        };
        if (signal?.aborted === true) return aborted();
        signal?.addEventListener("abort", aborted, { once: true });
        sleepers.add(sleeper);
        if (isFree) watch();
      }),
    get sleepers() {
      return sleepers.size;
    },
    advance: async (ms) => {
      const until = elapsedMs + ms;
      await quiet();
      for (let sleeper = next(); sleeper !== undefined && sleeper.at <= until; sleeper = next()) {
        wake(sleeper);
        await quiet();
      }
      elapsedMs = until;
    },
    setDateBy: (ms) => {
      dateAheadMs += ms;
    },
    runFree: () => {
      isFree = true;
      watch();
      return () => {
        isFree = false;
      };
    },
    standStill: async (work) => {
      works.add(work);
      try {
        return await work;
      } finally {
        works.delete(work);
      }
    },
  };
}

function areFilesUsed(): boolean {
  return process.getActiveResourcesInfo().some((name) => name.startsWith("FSReq") || name === "CloseReq");
}

async function quiet(): Promise<void> {
  for (let turn = 0; turn < QUIET_TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
