import type { PacerGauge } from "../pacing/pacer-gauge.ts";
import type { Spent } from "../state/journal-rows.ts";

const METADATA = "BatchGetAttachedFileMetadata";

/** Tells, each time, what searches have spent since it was asked before. */
export function searchSpending(gauge: PacerGauge | undefined): () => Spent {
  let before: Spent = { requests: 0, throttles: 0 };
  const now = (): Spent => {
    const searches = gauge?.operations().filter((operation) => operation !== METADATA) ?? [];
    const figures = searches.flatMap((operation) => gauge?.figures(operation) ?? []);
    return {
      requests: figures.reduce((sum, { attempts }) => sum + attempts, 0),
      throttles: figures.reduce((sum, { throttles }) => sum + throttles, 0),
    };
  };
  before = now();
  return () => {
    const after = now();
    const spent = { requests: after.requests - before.requests, throttles: after.throttles - before.throttles };
    before = after;
    return spent;
  };
}
