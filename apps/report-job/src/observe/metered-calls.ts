import { AsyncLocalStorage } from "node:async_hooks";
import { type FileSource, isSourceError, type Pacer, type SourceErrorCode } from "@attached-files/core";
import type { Meters } from "./meters.ts";

/** The one operation of a file source. */
const OPERATION = "BatchGetAttachedFileMetadata";

/** What is known, deep within a client, of the call that an attempt belongs to. */
interface CallUnderWay {
  attempts: number;
}

type OnFailure = (call: {
  readonly operation: string;
  readonly errorCode: SourceErrorCode;
  readonly startedMs: number;
  readonly endedMs: number;
}) => void;

/** The adapters of a scope, counted. */
export interface MeteredCalls {
  /** Counts attempts, throttles and waits. A pacer that scopes share is wrapped for each of them. */
  pacer(pacer: Pacer): Pacer;
  /** Counts calls; and retries, where the source's attempts ask the counted pacer. */
  files(source: FileSource): FileSource;
}

/**
 * @param now milliseconds since 1970.
 * @param onFailure told of each call that did not succeed.
 */
export function meteredCalls(meters: Meters, now: () => number, onFailure: OnFailure = () => {}): MeteredCalls {
  const calls = new AsyncLocalStorage<CallUnderWay>();
  return {
    pacer: (pacer) => ({
      acquire: async (operation, signal) => {
        const since = now();
        await pacer.acquire(operation, signal);
        meters.request(operation, now() - since);
        const call = calls.getStore();
        if (call === undefined) return;
        call.attempts += 1;
        if (call.attempts > 1) meters.retry(operation);
      },
      throttled: (operation, retryAfterMs) => {
        meters.throttle(operation);
        pacer.throttled(operation, retryAfterMs);
      },
    }),
    files: (source) => ({
      getMetadata: async (request, options) => {
        const since = now();
        const ended = (errorCode: SourceErrorCode | undefined): void =>
          meters.call({ operation: OPERATION, durationMs: now() - since, errorCode });
        try {
          const answer = await calls.run({ attempts: 0 }, () => source.getMetadata(request, options));
          ended(undefined);
          return answer;
        } catch (error) {
          // Anything else is no call: the request was outside the limits, or there is a defect.
          if (isSourceError(error)) {
            ended(error.code);
            onFailure({ operation: OPERATION, errorCode: error.code, startedMs: since, endedMs: now() });
          }
          throw error;
        }
      },
      close: () => source.close(),
    }),
  };
}
