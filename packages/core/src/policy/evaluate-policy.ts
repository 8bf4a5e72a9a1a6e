import { type Bounds, growingShareOf, growthOf, growthShareOf, negated, shareOf } from "./bounds.ts";
import { type Condition, limitValue, valueUnit } from "./condition.ts";
import { type CountMetric, METRICS_OF_WHAT_IS_MISSING } from "./metrics.ts";
import type { Policy, PolicyRule } from "./policy.ts";

/** The numbers of a run. What is not there could not be known in it. */
export interface PolicyNumbers {
  readonly counts: Readonly<Partial<Record<CountMetric, Bounds>>>;
  /** Bytes of the files that are still there. */
  readonly bytes?: Bounds;
  /** Described files by status; `others` is what holds for a status that has no number here. */
  readonly statuses?: { readonly byName: ReadonlyMap<string, Bounds>; readonly others?: Bounds };
  /** Files that were in PROCESSING for longer than so many seconds, by the seconds. */
  readonly stuckOlderThan?: ReadonlyMap<number, Bounds>;
  /** What the report before counted, of the same scopes. */
  readonly previous?: { readonly files: Bounds; readonly bytes: Bounds };
}

/**
 * Why a rule's value is not known: nothing counted it; there is no earlier report to compare with; a part of nothing
 * was asked for; or the answer is not complete, and what is missing decides.
 */
export type WhyUnknown = "not-counted" | "no-previous-report" | "nothing-to-compare-with" | "not-complete";

/** What came of a rule. */
export interface RuleResult {
  readonly rule: PolicyRule;
  readonly result: "crossed" | "kept" | "unknown";
  /** In `valueUnit` of the condition; null where nothing is known of it. */
  readonly value: Bounds | null;
  /** Set exactly where the result is unknown. */
  readonly why: WhyUnknown | null;
}

/**
 * Holds the numbers of a run against a policy. A rule is crossed, or kept, only where whatever is not known could not
 * change it.
 */
export function evaluatePolicy(policy: Policy, numbers: PolicyNumbers): readonly RuleResult[] {
  return policy.map((rule): RuleResult => {
    const value = measured(rule.condition, numbers);
    if (typeof value === "string") return { rule, result: "unknown", value: null, why: value };
    const result = holdAgainst(value, rule.condition);
    return { rule, result, value, why: result === "unknown" ? "not-complete" : null };
  });
}

function measured(condition: Condition, numbers: PolicyNumbers): Bounds | WhyUnknown {
  const { metric } = condition;
  const isShare = valueUnit(condition) === "percent";
  if (metric.kind === "change") {
    const now = metric.of === "files" ? numbers.counts.files : numbers.bytes;
    const before = numbers.previous?.[metric.of];
    if (now === undefined) return "not-counted";
    if (before === undefined) return "no-previous-report";
    const growth = isShare ? growthShareOf(now, before) : growthOf(now, before);
    if (growth === undefined) return "nothing-to-compare-with";
    return metric.direction === "grew" ? growth : negated(growth);
  }
  const count = countOf(metric, numbers);
  if (count === undefined) return "not-counted";
  if (!isShare) return count;
  const { files } = numbers.counts;
  if (files === undefined) return "not-counted";
  const grows = metric.kind === "count" && METRICS_OF_WHAT_IS_MISSING.has(metric.name);
  return (grows ? growingShareOf : shareOf)(count, files) ?? "nothing-to-compare-with";
}

function countOf(
  metric: Exclude<Condition["metric"], { kind: "change" }>,
  { counts, bytes, statuses, stuckOlderThan }: PolicyNumbers,
): Bounds | undefined {
  switch (metric.kind) {
    case "count":
      return counts[metric.name];
    case "status":
      return statuses?.byName.get(metric.status) ?? statuses?.others;
    case "stuck-older-than":
      return stuckOlderThan?.get(metric.ageSeconds);
    case "bytes":
      return bytes;
  }
}

function holdAgainst({ least, most }: Bounds, condition: Condition): RuleResult["result"] {
  const [atLeast, atMost] = [least, most].map((value) => isCrossed(value, condition));
  if (atLeast !== atMost) return "unknown";
  return atLeast === true ? "crossed" : "kept";
}

function isCrossed(value: number, condition: Condition): boolean {
  const limit = limitValue(condition);
  switch (condition.comparison) {
    case ">":
      return value > limit;
    case ">=":
      return value >= limit;
    case "<":
      return value < limit;
    case "<=":
      return value <= limit;
  }
}
