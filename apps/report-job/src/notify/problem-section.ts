import { titleOf } from "./trouble.ts";

/** Problems that a status of AWS's is. */
const OF_STATUS: Readonly<Record<string, string>> = {
  REJECTED: "rejected",
  FAILED: "file-failed",
  PROCESSING: "stuck",
};

/**
 * The section of the run book about the problem that a rule counts; undefined where it counts none.
 *
 * @param rule as the report has it: `rejected > 0`, `stuck older than 1h > 0`, `status REJECTED > 5 %`.
 */
export function problemSection(rule: string): string | undefined {
  const [metric = "", status = ""] = rule.split(" ");
  const section = `problem-${metric === "status" ? OF_STATUS[status] : metric}`;
  return titleOf(section) === null ? undefined : section;
}
