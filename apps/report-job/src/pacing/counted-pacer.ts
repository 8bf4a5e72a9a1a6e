import type { Pacer } from "@attached-files/core";
import { type Clock, stopwatch } from "../run/clock.ts";
import type { GaugedPacer, PacingFigures } from "./pacer-gauge.ts";

/** What a pacer allows of an operation. */
export interface PacerRates {
  rates(operation: string): Pick<PacingFigures, "requestsPerSecond" | "configuredRequestsPerSecond">;
}

interface Counts {
  attempts: number;
  retries: number;
  throttles: number;
  waitedMs: number;
  waiting: number;
}

const NOTHING: Readonly<Counts> = { attempts: 0, retries: 0, throttles: 0, waitedMs: 0, waiting: 0 };

/** Counts what goes through a pacer. */
export function countedPacer(pacer: Pacer & PacerRates, clock: Clock): GaugedPacer {
  const elapsedMs = stopwatch(clock);
  const counted = new Map<string, Counts>();
  const listeners = new Set<() => void>();
  const countsOf = (operation: string): Counts => {
    const counts = counted.get(operation) ?? { ...NOTHING };
    counted.set(operation, counts);
    return counts;
  };
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    acquire: async (operation, signal, attempt = 1) => {
      const counts = countsOf(operation);
      const fromMs = elapsedMs();
      counts.waiting += 1;
      changed();
      try {
        await pacer.acquire(operation, signal, attempt);
        counts.attempts += 1;
        if (attempt > 1) counts.retries += 1;
      } finally {
        counts.waiting -= 1;
        counts.waitedMs += elapsedMs() - fromMs;
        changed();
      }
    },
    throttled: (operation, retryAfterMs) => {
      countsOf(operation).throttles += 1;
      pacer.throttled(operation, retryAfterMs);
    },
    figures: (operation) => {
      const { requestsPerSecond, configuredRequestsPerSecond } = pacer.rates(operation);
      return { ...(counted.get(operation) ?? NOTHING), requestsPerSecond, configuredRequestsPerSecond };
    },
    operations: () => [...counted.keys()],
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
