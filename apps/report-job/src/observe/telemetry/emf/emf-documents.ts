import type { EmfGroup } from "./emf-sink.ts";

/** What every document says beside its metrics: properties that CloudWatch Logs can be searched by. */
export interface EmfProperties {
  readonly time: string;
  readonly runId: string;
  readonly slot?: string;
}

/** AWS takes so many metrics in one directive. */
const MOST_METRICS = 100;

const UNITS: Readonly<Record<string, string>> = { s: "Seconds", "1": "None" };

/**
 * Metrics in CloudWatch's embedded metric format: a JSON text for each set of attributes, which are its dimensions.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function emfDocuments(namespace: string, groups: readonly EmfGroup[], properties: EmfProperties): string[] {
  return groups.flatMap(({ attributes, values }) => {
    const told = [...values.values()].filter(({ value }) => Number.isFinite(value));
    const documents: string[] = [];
    for (let first = 0; first < told.length; first += MOST_METRICS) {
      const part = told.slice(first, first + MOST_METRICS);
      const Metrics = part.map(({ metric }) => ({ Name: metric.name, Unit: UNITS[metric.unit] ?? "Count" }));
      const directive = { Namespace: namespace, Dimensions: [Object.keys(attributes)], Metrics };
      documents.push(
        JSON.stringify({
          level: "info",
          ...properties,
          event: "metrics",
          msg: "metrics for CloudWatch",
          _aws: { Timestamp: Date.parse(properties.time), CloudWatchMetrics: [directive] },
          ...attributes,
          ...Object.fromEntries(part.map(({ metric, value }) => [metric.name, value])),
        }),
      );
    }
    return documents;
  });
}
