import { type Condition, type Metric, parseCondition } from "@attached-files/core";
import { titleOf } from "./trouble.ts";

/** Problems that a status of AWS's is. */
const OF_STATUS: Readonly<Record<string, string>> = {
  REJECTED: "rejected",
  FAILED: "file-failed",
  PROCESSING: "stuck",
};

/**
 * The section of the run book about the problem that a rule counts, or the change; undefined where it counts none.
 *
 * @param rule as the report has it: `rejected > 0`, `stuck older than 1h > 0`, `status REJECTED > 5 %`; with hyphens in
 *   names of several words, where an earlier program wrote it.
 */
export function problemSection(rule: string): string | undefined {
  const condition = parseCondition(rule);
  if (!condition.ok) return undefined;
  if (condition.value.metric.kind === "change") return changeSection(condition.value.metric.direction, condition.value);
  const problem = problemOf(condition.value.metric);
  const section = `problem-${problem}`;
  return problem === undefined || titleOf(section) === null ? undefined : section;
}

/** Too little growth is looked into as if there were less. */
function changeSection(direction: "grew" | "shrank", { comparison }: Condition): string {
  const isTooMuch = comparison === ">" || comparison === ">=";
  return (direction === "shrank") === isTooMuch ? "alert-shrank" : "alert-grew";
}

function problemOf(metric: Metric): string | undefined {
  if (metric.kind === "status") return Object.hasOwn(OF_STATUS, metric.status) ? OF_STATUS[metric.status] : undefined;
  if (metric.kind === "stuck-older-than") return "stuck";
  return metric.kind === "count" ? metric.name : undefined;
}
