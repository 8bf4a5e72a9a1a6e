import { durationText } from "../observe/duration-text.ts";
import { type Clock, stopwatch } from "../run/clock.ts";
import type { Progress } from "../run/progress.ts";

/** Sees a part of a state go to its bucket, or come from there. */
export type TransferWatch = <T>(way: "up" | "down", sizeBytes: number, work: () => Promise<T>) => Promise<T>;

/** What is over sooner is no news. */
const FIRST_AFTER_MS = 5000;
const AGAIN_AFTER_MS = 60_000;

const WORDS = { up: ["goes to", "is in"], down: ["comes from", "was fetched from"] } as const;

/** Says of what takes long how large it is, now and then how long it has taken, and when it is done. */
export function tellTransfers(
  { scope, place }: { readonly scope: string; readonly place: string },
  { progress, clock }: { readonly progress: Pick<Progress, "say">; readonly clock: Clock },
): TransferWatch {
  return async (way, sizeBytes, work) => {
    const [underWay, done] = WORDS[way];
    const what = `${scope}: of its state, ${mebibytes(sizeBytes)}`;
    const elapsedMs = stopwatch(clock);
    const startedMs = elapsedMs();
    const sinceText = (): string => durationText(elapsedMs() - startedMs);
    const ended = new AbortController();
    let isTold = false;
    const tell = async (): Promise<void> => {
      for (let waitMs = FIRST_AFTER_MS; ; waitMs = AGAIN_AFTER_MS) {
        await clock.sleep(waitMs, ended.signal);
        isTold = true;
        progress.say(`${what} ${underWay} ${place}, since ${sinceText()}.`);
      }
    };
    // It ends with the transfer.
    tell().catch(() => {});
    try {
      const result = await work();
      if (isTold) progress.say(`${what} ${done} ${place}, in ${sinceText()}.`);
      return result;
    } finally {
      ended.abort();
    }
  };
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
}
