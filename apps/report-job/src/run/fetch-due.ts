import { type FileSource, isSourceError, type MetadataRequest, type SourceErrorCode } from "@attached-files/core";
import type { Journal } from "../state/journal.ts";
import { callRows } from "../state/journal-rows.ts";
import type { Clock } from "./clock.ts";
import { fetchOutcomes } from "./fetch-outcomes.ts";

export interface FetchOptions {
  /** Calls in flight at once. */
  readonly concurrency: number;
  /** Ends the run early once this many calls in a row failed for a reason that may be true of all others. */
  readonly stopAfterFailures: number;
  readonly signal: AbortSignal;
  readonly onCall: (files: number) => void;
}

export interface FetchEnd {
  /** Set where calls were given up: the code of the last error in the unbroken row of them. */
  readonly gaveUp?: SourceErrorCode;
  /** Files about which no call succeeded, by the code of the error, and what the first of each said. */
  readonly failed: ReadonlyMap<SourceErrorCode, { readonly files: number; readonly message: string }>;
}

/** Makes the due calls and records what they told; stops taking new ones on abort, or when nothing succeeds. */
export async function fetchDue(
  source: FileSource,
  requests: AsyncIterable<MetadataRequest>,
  journal: Journal,
  clock: Clock,
  options: FetchOptions,
): Promise<FetchEnd> {
  const iterator = requests[Symbol.asyncIterator]();
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  let failuresInARow = 0;
  let gaveUp: SourceErrorCode | undefined;
  const failed = new Map<SourceErrorCode, { files: number; message: string }>();
  // Async generators answer next() calls in order, so that workers can share one.
  const worker = async (): Promise<void> => {
    while (!signal.aborted && gaveUp === undefined) {
      const next = await iterator.next();
      if (next.done === true) return;
      const result = await fetchOutcomes(source, next.value, signal);
      await journal.append(callRows(next.value, result.outcomes, result.irregularities, clock.now()));
      options.onCall(result.outcomes.length);
      for (const outcome of result.outcomes) {
        if (outcome.kind !== "failed") continue;
        const { files, message } = failed.get(outcome.code) ?? { files: 0, message: outcome.message };
        failed.set(outcome.code, { files: files + 1, message });
      }
      if (!isTroubleOfTheSource(result.failedWith)) failuresInARow = 0;
      else failuresInARow += 1;
      if (failuresInARow >= options.stopAfterFailures) gaveUp = result.failedWith;
    }
  };
  const workers = Array.from({ length: options.concurrency }, () =>
    worker().catch((error: unknown) => {
      // The first trouble of one ends all; calls under way are let go, and what they told is not recorded.
      stop.abort();
      throw error;
    }),
  );
  const settled = await Promise.allSettled(workers);
  await iterator.return?.(undefined);
  const failures = settled.filter((end) => end.status === "rejected").map((end) => end.reason as unknown);
  const real = failures.find((error) => !isSourceError(error, "Aborted"));
  if (real !== undefined) throw real;
  return gaveUp === undefined ? { failed } : { gaveUp, failed };
}

/** A case that is gone or a request that is refused says nothing of the others; everything else may be true of all. */
function isTroubleOfTheSource(code: SourceErrorCode | undefined): boolean {
  return code !== undefined && code !== "ResourceNotFoundException" && code !== "InvalidRequestException";
}
