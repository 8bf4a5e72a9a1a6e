import { setTimeout as wait } from "node:timers/promises";
import { SourceError } from "@attached-files/core";

/** Time as the job sees it, so that tests can own it. */
export interface Clock {
  now(): Date;
  /** @throws {SourceError} Aborted, when the signal ends the wait. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (delayMs, signal) => {
    try {
      await wait(delayMs, undefined, signal === undefined ? {} : { signal });
    } catch (cause) {
      throw new SourceError("Aborted", "The wait for the quota was ended.", { cause });
    }
  },
};
