import type { Pacer, SourceErrorCode } from "@attached-files/core";
import type { Meters } from "./meters.ts";

/** A call that ended, as the adapters tell it. */
export interface CallEnd {
  readonly operation: string;
  readonly durationMs: number;
  readonly errorCode?: SourceErrorCode;
}

type OnFailure = (call: {
  readonly operation: string;
  readonly errorCode: SourceErrorCode;
  readonly startedMs: number;
  readonly endedMs: number;
}) => void;

/** The adapters of a scope, counted. */
export interface MeteredCalls {
  /** Counts attempts, retries, throttles and waits. A pacer that scopes share is wrapped for each of them. */
  pacer(pacer: Pacer): Pacer;
  /** Counts a call of whatever operation. */
  onCall(call: CallEnd): void;
}

/**
 * @param now milliseconds since 1970.
 * @param onFailure told of each call that did not succeed.
 */
export function meteredCalls(meters: Meters, now: () => number, onFailure: OnFailure = () => {}): MeteredCalls {
  return {
    pacer: (pacer) => ({
      acquire: async (operation, signal, attempt) => {
        const since = now();
        await pacer.acquire(operation, signal, attempt);
        meters.request(operation, now() - since);
        if (attempt !== undefined && attempt > 1) meters.retry(operation);
      },
      throttled: (operation, retryAfterMs) => {
        meters.throttle(operation);
        pacer.throttled(operation, retryAfterMs);
      },
    }),
    onCall: ({ operation, durationMs, errorCode }) => {
      meters.call({ operation, durationMs, errorCode });
      if (errorCode === undefined) return;
      const endedMs = now();
      onFailure({ operation, errorCode, startedMs: endedMs - durationMs, endedMs });
    },
  };
}
