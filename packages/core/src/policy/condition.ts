import { BYTE_UNITS, type Metric, writtenName } from "./metrics.ts";

/** How a value is held against a limit. */
export const COMPARISONS = [">", ">=", "<", "<="] as const;
/** One of them. */
export type Comparison = (typeof COMPARISONS)[number];

/** What a rule watches for, as `rejected > 0`: when it is true, the rule is crossed. */
export interface Condition {
  readonly metric: Metric;
  readonly comparison: Comparison;
  /** In `unit`; never negative, whole where it counts files. */
  readonly limit: number;
  /** `count`; `percent` of all files, or of what there was before; or a unit of bytes, as `GiB`. */
  readonly unit: string;
}

/** What the values of a condition are: the limit's unit, where the units of bytes are one. */
export type ValueUnit = "count" | "percent" | "bytes";

/** What the value that a condition is held against is counted in. */
export function valueUnit({ unit }: Condition): ValueUnit {
  return unit === "count" || unit === "percent" ? unit : "bytes";
}

/** The limit in `valueUnit`. */
export function limitValue({ limit, unit }: Condition): number {
  return limit * (BYTE_UNITS[unit] ?? 1);
}

const COMPARISON_WORDS: Readonly<Record<Comparison, string>> = {
  ">": "over",
  ">=": "at least",
  "<": "under",
  "<=": "at most",
};

/** A condition in the one form in which it is told, names of several words with blanks; `parseCondition` reads it back. */
export function formatCondition({ metric, comparison, limit, unit }: Condition): string {
  const sign = metric.kind === "change" ? COMPARISON_WORDS[comparison] : comparison;
  return `${formatMetric(metric)} ${sign} ${formatLimit(limit, unit)}`;
}

function formatMetric(metric: Metric): string {
  switch (metric.kind) {
    case "count":
      return writtenName(metric.name);
    case "status":
      return `status ${metric.status}`;
    case "stuck-older-than":
      return `stuck older than ${formatAge(metric.ageSeconds)}`;
    case "bytes":
      return "bytes";
    case "change":
      return `${metric.of} ${metric.direction}`;
  }
}

function formatLimit(limit: number, unit: string): string {
  if (unit === "count") return String(limit);
  return `${limit} ${unit === "percent" ? "%" : unit}`;
}

/** Seconds of each unit that an age can have. */
export const AGE_UNITS: Readonly<Record<string, number>> = { d: 86_400, h: 3_600, m: 60, s: 1 };

function formatAge(seconds: number): string {
  const [name, size] = Object.entries(AGE_UNITS).find(([, each]) => seconds % each === 0) ?? ["s", 1];
  return `${seconds / size}${name}`;
}
