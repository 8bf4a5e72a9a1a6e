import { JOB_METRICS } from "./job-metrics.ts";
import type { Metric } from "./metric.ts";
import { METRICS } from "./metrics.ts";

/** Every number there is, in the order in which instruments are made. */
export const ALL_METRICS: readonly Metric[] = [...Object.values(METRICS), ...Object.values(JOB_METRICS)];

/** The catalogue as a table in Markdown. */
export function metricsTable(): string {
  const rows = ALL_METRICS.map(({ name, kind, unit, attributes, meaning, cloudWatch = false }) => {
    const told = attributes.map((attribute) => `\`${attribute}\``).join(", ");
    return `| \`${name}\` | ${kind} | \`${unit}\` | ${told} | ${cloudWatch ? "yes" : ""} | ${meaning} |`;
  });
  const head = "| name | kind | unit | attributes | CloudWatch | meaning |";
  return [head, "| --- | --- | --- | --- | --- | --- |", ...rows].join("\n");
}
