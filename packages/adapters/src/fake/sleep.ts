import { setTimeout } from "node:timers/promises";

/** Waits so many milliseconds; ends with an error as soon as the signal is given. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export const systemSleep: Sleep = async (ms, signal) => {
  await setTimeout(ms, undefined, signal === undefined ? {} : { signal });
};
