import type { PacerGauge } from "../pacing/pacer-gauge.ts";
import type { Spent } from "../state/journal-rows.ts";
import { pacerCounts, searchOperations } from "./step-gauge.ts";

/** Tells, each time, what searches have spent since it was asked before. */
export function searchSpending(gauge: PacerGauge | undefined): () => Spent {
  const now = (): Spent => {
    if (gauge === undefined) return { requests: 0, throttles: 0 };
    const { attempts, throttles } = pacerCounts(gauge, searchOperations(gauge));
    return { requests: attempts, throttles };
  };
  let before = now();
  return () => {
    const after = now();
    const spent = { requests: after.requests - before.requests, throttles: after.throttles - before.throttles };
    before = after;
    return spent;
  };
}
