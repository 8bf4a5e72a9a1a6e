import { type DiscoveryEnd, SEARCH_TIME_ENDED } from "./discover.ts";
import type { ScopeRun } from "./scope-run.ts";
import { type Silence, silenceTrouble } from "./silence.ts";
import { searchOperations } from "./step-gauge.ts";

/** Of a search that its time ended, and that nobody had answered: it is not the time that was wanting. */
export function withSilence(
  { gauge }: Pick<ScopeRun, "gauge">,
  end: DiscoveryEnd,
  silence: Silence | undefined,
): DiscoveryEnd {
  if (!end.stopped || silence === undefined) return end;
  const [operation, ...others] = gauge === undefined ? [] : searchOperations(gauge);
  const of = operation === undefined || others.length > 0 ? {} : { operation };
  return { ...end, trouble: { ...silenceTrouble(silence, SEARCH_TIME_ENDED.message), ...of } };
}
