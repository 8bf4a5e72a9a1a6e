import type { Metric, MetricAttributes } from "../../metric.ts";
import type { MetricSink } from "../../metric-sink.ts";

/** Numbers with the same attributes. */
export interface EmfGroup {
  readonly attributes: MetricAttributes;
  /** By the metric's name. */
  readonly values: Map<string, { readonly metric: Metric; value: number }>;
}

/** Keeps what CloudWatch is told at the end of a run: sums of what is counted, the last of what is set. */
export function emfSink(): { readonly sink: MetricSink; readonly groups: () => readonly EmfGroup[] } {
  const groups = new Map<string, EmfGroup>();
  const put = (metric: Metric, attributes: MetricAttributes, from: (before: number) => number): void => {
    if (metric.cloudWatch !== true) return;
    const key = JSON.stringify(Object.entries(attributes));
    const group = groups.get(key) ?? { attributes, values: new Map() };
    groups.set(key, group);
    group.values.set(metric.name, { metric, value: from(group.values.get(metric.name)?.value ?? 0) });
  };
  return {
    sink: {
      add: (metric, amount, attributes) => put(metric, attributes, (before) => before + amount),
      set: (metric, value, attributes) => put(metric, attributes, () => value),
      observe: () => () => {},
    },
    groups: () => [...groups.values()],
  };
}
