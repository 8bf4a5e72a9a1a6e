import { JOB_METRICS } from "../observe/job-metrics.ts";
import type { Metric } from "../observe/metric.ts";
import { METRICS } from "../observe/metrics.ts";
import { alarmSection, sectionHint } from "./section-ids.ts";

/** An alarm on what CloudWatch is told, as `aws cloudwatch put-metric-alarm --cli-input-json` takes it. */
export interface Alarm {
  readonly id: string;
  readonly means: string;
  readonly metric: Metric;
  /** Values for the metric's attributes, each of them. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: "Maximum" | "Minimum" | "Sum";
  readonly comparison: "GreaterThanThreshold" | "GreaterThanOrEqualToThreshold" | "LessThanThreshold";
  readonly threshold: number;
  /** Whether no number at all is an alarm. */
  readonly missing: "breaching" | "notBreaching" | "ignore";
  /** Sections of this book, by their ids. */
  readonly see: readonly string[];
}

/** A day: the job runs once in it. CloudWatch takes periods of up to a day for an alarm over one of them. */
export const PERIOD_SECONDS = 86_400;
/** Behind each run, the age of the last complete report: next to nothing where it is its own, else a day and more. */
const HALF_A_DAY = 43_200;

/** Alarms for a job that runs once a day. */
export const ALARMS: readonly Alarm[] = [
  {
    id: "attached-files-no-complete-report",
    means: "No run of a day ended with a complete report, or nobody tells. The one alarm to have if there is only one.",
    metric: JOB_METRICS.lastCompleteAge,
    dimensions: {},
    // Of several runs of a day, one is enough.
    statistic: "Minimum",
    comparison: "GreaterThanThreshold",
    threshold: HALF_A_DAY,
    missing: "breaching",
    see: ["trouble-no-run", "exit-code-3", "exit-code-4"],
  },
  {
    id: "attached-files-not-complete",
    means: "A run ended without a complete report.",
    metric: JOB_METRICS.reportComplete,
    dimensions: {},
    statistic: "Minimum",
    comparison: "LessThanThreshold",
    threshold: 1,
    missing: "breaching",
    see: ["exit-code-3", "exit-code-4", "trouble-no-run"],
  },
  {
    id: "attached-files-failed",
    means: "A run ended with an exit code other than 0: the value is the highest code of the day.",
    metric: JOB_METRICS.exitCode,
    dimensions: {},
    statistic: "Maximum",
    comparison: "GreaterThanThreshold",
    threshold: 0,
    missing: "notBreaching",
    see: ["exit-code-1", "exit-code-2", "exit-code-3", "exit-code-4", "exit-code-5"],
  },
  {
    id: "attached-files-threshold",
    means: "A critical threshold of the policy is crossed.",
    metric: JOB_METRICS.crossed,
    dimensions: { "attached_files.policy.severity": "critical" },
    statistic: "Maximum",
    comparison: "GreaterThanThreshold",
    threshold: 0,
    missing: "notBreaching",
    see: ["alert-policy", "exit-code-5"],
  },
  {
    id: "attached-files-rejected",
    means: "More than 20 files are rejected.",
    metric: JOB_METRICS.problems,
    dimensions: { "attached_files.problem": "rejected" },
    statistic: "Maximum",
    comparison: "GreaterThanThreshold",
    threshold: 20,
    missing: "notBreaching",
    see: ["problem-rejected", "finding-scanner-outage"],
  },
  {
    id: "attached-files-stuck",
    means: "More than 5 files are stuck in PROCESSING.",
    metric: JOB_METRICS.problems,
    dimensions: { "attached_files.problem": "stuck" },
    statistic: "Maximum",
    comparison: "GreaterThanThreshold",
    threshold: 5,
    missing: "notBreaching",
    see: ["problem-stuck", "finding-scanner-outage"],
  },
  {
    id: "attached-files-throttled",
    means:
      "The scope 'customer-care' was throttled 50 times or more within a day: its share of the quota is too large.",
    metric: METRICS.throttles,
    dimensions: { "attached_files.scope": "customer-care", "attached_files.operation": "BatchGetAttachedFileMetadata" },
    statistic: "Sum",
    comparison: "GreaterThanOrEqualToThreshold",
    threshold: 50,
    missing: "notBreaching",
    see: ["error-throttling"],
  },
  {
    id: "attached-files-slow",
    means: "A run took longer than 12 hours: the next slot comes near.",
    metric: JOB_METRICS.jobDuration,
    dimensions: {},
    statistic: "Maximum",
    comparison: "GreaterThanThreshold",
    threshold: 43_200,
    missing: "notBreaching",
    see: ["reason-deferred", "error-throttling", "reason-state-in-use"],
  },
];

/** The definition of an alarm, for the namespace that AWS_EMF_NAMESPACE names. */
export function alarmDefinition(alarm: Alarm): object {
  const { id, means, metric, dimensions, statistic, comparison, threshold, missing } = alarm;
  return {
    AlarmName: id,
    AlarmDescription: `${means} ${sectionHint(alarmSection(id))}`,
    Namespace: "attached-files",
    MetricName: metric.name,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    Statistic: statistic,
    Period: PERIOD_SECONDS,
    EvaluationPeriods: 1,
    Threshold: threshold,
    ComparisonOperator: comparison,
    TreatMissingData: missing,
    AlarmActions: ["arn:aws:sns:eu-central-1:111122223333:on-call"],
  };
}
