import type { PacerGauge } from "../pacing/pacer-gauge.ts";
import { NOTHING_SPENT, type Spent } from "../state/journal-rows.ts";
import { searchOperations } from "./step-gauge.ts";

/** Tells, each time, what searches have spent since it was asked before. */
export function searchSpending(gauge: PacerGauge | undefined): () => Spent {
  let before = spentOf(gauge, searchOperations);
  return () => {
    const after = spentOf(gauge, searchOperations);
    const spent = spentSince(before, after);
    before = after;
    return spent;
  };
}

/** What some operations have spent since their pacer was made; nothing where nothing counts it. */
export function spentOf(gauge: PacerGauge | undefined, operationsOf: (gauge: PacerGauge) => readonly string[]): Spent {
  if (gauge === undefined) return NOTHING_SPENT;
  return operationsOf(gauge)
    .map((operation) => gauge.figures(operation))
    .reduce(
      (sum, { attempts, retries, throttles }) => ({
        requests: sum.requests + attempts,
        retries: sum.retries + retries,
        throttles: sum.throttles + throttles,
      }),
      NOTHING_SPENT,
    );
}

export function spentSince(before: Spent, after: Spent): Spent {
  return {
    requests: after.requests - before.requests,
    retries: after.retries - before.retries,
    throttles: after.throttles - before.throttles,
  };
}
