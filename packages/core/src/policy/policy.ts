import type { Condition } from "./condition.ts";

/** How much a crossed rule matters, from the least to the most. */
export const SEVERITIES = ["info", "warning", "critical"] as const;
/** How much a crossed rule matters. */
export type Severity = (typeof SEVERITIES)[number];

/** A threshold that people set. */
export interface PolicyRule {
  /** 1 to 64 letters, digits, '.', '_' or '-'; no two rules of a policy have the same one. */
  readonly name: string;
  readonly condition: Condition;
  readonly severity: Severity;
  /** What people are told where it is crossed; 1 to 300 characters. */
  readonly sentence: string;
}

/** Thresholds, each with a name of its own. */
export type Policy = readonly PolicyRule[];

/** Whether a severity is at least another one. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least);
}
