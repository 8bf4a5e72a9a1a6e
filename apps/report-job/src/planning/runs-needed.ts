import { reserveMsOf } from "../run/time-box.ts";

/** What a scope has to do, in milliseconds at the pace that is configured. */
export interface TimedWork {
  readonly searchMs: number;
  readonly callsMs: number;
}

export interface BoxedRuns {
  /** How many runs until nothing is left; undefined: more than anybody would wait for. */
  readonly runs?: number;
  /** Whether every search comes to its end. */
  readonly searchesEnd: boolean;
}

/** More is never, to whoever plans. */
const MOST_RUNS = 100_000;

/**
 * How many runs of a length a job takes: the scopes of a run share its time, each searches for half of its part at most,
 * and what is not done is left to the next run.
 *
 * @param goesOn whether a search that did not end goes on in the next run; else it begins anew.
 */
export function runsNeeded(scopes: readonly TimedWork[], boxMs: number, goesOn: boolean): BoxedRuns {
  const left = scopes.map((work) => ({ ...work, isEndless: false }));
  for (let run = 1; run <= MOST_RUNS; run += 1) {
    let leftMs = boxMs;
    for (const [index, work] of left.entries()) {
      const partMs = leftMs / (left.length - index);
      const usableMs = partMs - reserveMsOf(partMs);
      const searchMs = Math.min(work.searchMs, usableMs / 2);
      const callsMs = Math.min(work.callsMs, usableMs - searchMs);
      if (goesOn || searchMs === work.searchMs) work.searchMs -= searchMs;
      else work.isEndless = true;
      work.callsMs -= callsMs;
      leftMs -= Math.min(partMs, searchMs + callsMs);
    }
    const isDone = left.every(({ searchMs, callsMs, isEndless }) => callsMs < 1 && (searchMs < 1 || isEndless));
    if (isDone) return { runs: run, searchesEnd: left.every(({ isEndless }) => !isEndless) };
  }
  return { searchesEnd: left.every(({ isEndless }) => !isEndless) };
}
