/** A number that whoever watches the job is told: OpenTelemetry all of them, CloudWatch those that alarms need. */
export interface Metric {
  /** A name of OpenTelemetry's form, without the suffixes that exporters add. */
  readonly name: string;
  readonly kind: "counter" | "histogram" | "gauge" | "observable gauge";
  /** In UCUM; what is counted stands in braces. */
  readonly unit: string;
  readonly attributes: readonly string[];
  readonly meaning: string;
  /** Upper bounds of a histogram's buckets, in its unit. */
  readonly buckets?: readonly number[];
  /** Told to CloudWatch, too, where each combination of a name and attributes costs money. @default false */
  readonly cloudWatch?: boolean;
}

/**
 * Attributes: words of ours and names of AWS's operations and errors. Never a file, a case, an account or an ARN, which
 * would be secrets of other people, and a time series each.
 */
export const ATTRIBUTES = {
  scope: "attached_files.scope",
  operation: "attached_files.operation",
  outcome: "attached_files.outcome",
  status: "attached_files.run.status",
  reason: "attached_files.due.reason",
  limit: "attached_files.pacer.limit",
  problem: "attached_files.problem",
  severity: "attached_files.policy.severity",
  errorType: "error.type",
} as const;

/** Values by the names of `ATTRIBUTES`. */
export type MetricAttributes = Readonly<Record<string, string>>;
