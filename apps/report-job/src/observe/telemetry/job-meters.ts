import { SEVERITIES } from "@attached-files/core";
import { EXIT_CODE, type ExitCode } from "../../exit-code.ts";
import type { Report } from "../../report/report-schema.ts";
import { JOB_METRICS } from "../job-metrics.ts";
import { ATTRIBUTES, type Metric } from "../metric.ts";
import type { MetricSink } from "../metric-sink.ts";

/** How a job ended. */
export interface JobEnd {
  readonly exitCode: ExitCode;
  readonly durationMs: number;
  readonly endedAt: Date;
  /** The report of its slot; undefined where none was published. */
  readonly report: Report | undefined;
  /** When the runs of the last complete report ended; undefined where nobody knows of one. */
  readonly lastCompleteAt: Date | undefined;
}

/** Tells what a whole job came to: numbers of the report are those that report.json holds. */
export function tellJob(sink: MetricSink, { exitCode, durationMs, endedAt, report, lastCompleteAt }: JobEnd): void {
  const set = (metric: Metric, value: number): void => sink.set(metric, value, {});
  const isComplete = exitCode === EXIT_CODE.complete || exitCode === EXIT_CODE.thresholdCrossed;
  set(JOB_METRICS.jobDuration, durationMs / 1000);
  set(JOB_METRICS.exitCode, exitCode);
  set(JOB_METRICS.reportComplete, isComplete && report?.status === "complete" ? 1 : 0);
  if (lastCompleteAt !== undefined) {
    set(JOB_METRICS.lastCompleteAge, Math.max(0, endedAt.getTime() - lastCompleteAt.getTime()) / 1000);
  }
  if (report === undefined) return;
  set(JOB_METRICS.reportFiles, report.totals.references);
  set(JOB_METRICS.notKnown, report.totals.notKnown);
  set(JOB_METRICS.needsAPerson, report.totals.needsAPerson);
  for (const { problem, rows } of report.problems) {
    sink.set(JOB_METRICS.problems, rows, { [ATTRIBUTES.problem]: problem });
  }
  const rules = report.policy?.rules ?? [];
  for (const severity of SEVERITIES) {
    const crossed = rules.filter((rule) => rule.result === "crossed" && rule.severity === severity);
    sink.set(JOB_METRICS.crossed, crossed.length, { [ATTRIBUTES.severity]: severity });
  }
  set(JOB_METRICS.notJudged, rules.filter(({ result }) => result === "unknown").length);
}
