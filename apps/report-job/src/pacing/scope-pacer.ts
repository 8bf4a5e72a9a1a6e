import { SourceError } from "@attached-files/core";
import type { Clock } from "../run/clock.ts";
import { countedPacer } from "./counted-pacer.ts";
import type { GaugedPacer } from "./pacer-gauge.ts";

/**
 * One scope's way through a pacer that several share: it counts what this scope sends, and once `stop` aborts nobody waits
 * any longer and nothing more is let through. What was let through before is not touched by that.
 */
export function scopePacer(shared: GaugedPacer, clock: Clock, stop?: AbortSignal): GaugedPacer {
  return countedPacer(
    {
      acquire: async (operation, signal, attempt) => {
        if (stop === undefined) return await shared.acquire(operation, signal, attempt);
        if (stop.aborted) throw new SourceError("Aborted", "No further attempt is begun.", { operation });
        const either = new AbortController();
        const end = (): void => either.abort();
        // Not AbortSignal.any: one of the two lives as long as the process, and would remember every attempt.
        const signals = signal === undefined ? [stop] : [stop, signal];
        for (const each of signals) each.addEventListener("abort", end, { once: true });
        if (signal?.aborted === true) end();
        try {
          await shared.acquire(operation, either.signal, attempt);
        } finally {
          for (const each of signals) each.removeEventListener("abort", end);
        }
      },
      throttled: (operation, retryAfterMs) => shared.throttled(operation, retryAfterMs),
      rates: (operation) => shared.figures(operation),
    },
    clock,
  );
}
