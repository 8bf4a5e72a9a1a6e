import { SourceError } from "@attached-files/core";
import type { ObjectStore } from "../compose.ts";
import type { Io } from "../process/io.ts";
import { stopwatch } from "../run/clock.ts";
import { timeLimit } from "../run/time-limit.ts";

/** So long a bucket may take behind a time box, in milliseconds. */
const MOST_BEYOND_MS = 60_000;

/** A bucket that has no more than its time. */
export interface BoundedBucket {
  readonly store: ObjectStore;
  /** Aborts when its time is over, or the command is asked to end. */
  readonly signal: AbortSignal;
  /** Of an error of a call: that the time was over, where that ended the call; else the error itself. */
  inTime(error: SourceError): SourceError;
  close(): Promise<void>;
}

/**
 * Gives a bucket a minute beyond the time box of a run, and where the report took longer than its box, a minute from now. One that
 * never answers would keep the command, and its message, for several times the time of a request.
 *
 * @param deadline when the time box ends; undefined: there is none, and no limit.
 */
export function withinMinute(
  store: ObjectStore,
  deadline: Date | undefined,
  { clock, signal }: Pick<Io, "clock" | "signal">,
): BoundedBucket {
  if (deadline === undefined) return { store, signal, inTime: (error) => error, close: () => store.close() };
  const elapsedMs = stopwatch(clock);
  const beganMs = elapsedMs();
  const limit = timeLimit(Math.max(0, deadline.getTime() - clock.now().getTime()) + MOST_BEYOND_MS, clock);
  let isAnswered = false;
  return {
    store: {
      ...store,
      // Every publication begins by reading a pointer.
      readText: async (key, options) => {
        const text = await store.readText(key, options);
        isAnswered = true;
        return text;
      },
    },
    signal: AbortSignal.any([signal, limit.over]),
    inTime: (error) => {
      if (error.code !== "Aborted" || signal.aborted || !limit.over.aborted) return error;
      const what = isAnswered ? "it was not done" : "it did not answer";
      const within = `within ${Math.round((elapsedMs() - beganMs) / 1000)} s`;
      const operation = error.operation === undefined ? {} : { operation: error.operation };
      const text = `${what} ${within}, and a run with a time box waits no longer`;
      return new SourceError("SourceTimeout", text, { ...operation, cause: error });
    },
    close: async () => {
      limit.close();
      await store.close();
    },
  };
}
