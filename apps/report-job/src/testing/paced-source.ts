import { type FileSource, isSourceError, type Pacer } from "@attached-files/core";
import type { Clock } from "../run/clock.ts";

const OPERATION = "BatchGetAttachedFileMetadata";

export interface PacedSourceOptions {
  readonly pacer: Pacer;
  readonly clock: Clock;
  /** How long each attempt takes, in milliseconds. @default 50 */
  readonly latencyMs?: () => number;
  /** Attempts of each call, where it is worth another one. @default 3, as the AWS SDK's */
  readonly maxAttempts?: number;
}

/** A source whose attempts ask a pacer and take their time, as those of the AWS SDK do. */
export function pacedSource(source: FileSource, options: PacedSourceOptions): FileSource {
  const { pacer, clock, latencyMs = () => 50, maxAttempts = 3 } = options;
  return {
    getMetadata: async (request, call = {}) => {
      for (let attempt = 1; ; attempt += 1) {
        await pacer.acquire(OPERATION, call.signal, attempt);
        await clock.sleep(latencyMs(), call.signal);
        try {
          return await source.getMetadata(request, call);
        } catch (error) {
          if (!isSourceError(error)) throw error;
          if (error.code === "ThrottlingException") pacer.throttled(OPERATION, error.retryAfterMs);
          if (!error.retryable || attempt >= maxAttempts) throw error;
        }
      }
    },
    close: () => source.close(),
  };
}
