import type { Clock } from "../run/clock.ts";

/** Does work again and again until a signal ends it. @param everyMs how long is waited before each time, in milliseconds. */
export async function nowAndThen(
  clock: Clock,
  everyMs: number,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  for (;;) {
    try {
      await clock.sleep(everyMs, signal);
    } catch {
      return;
    }
    await work();
  }
}
