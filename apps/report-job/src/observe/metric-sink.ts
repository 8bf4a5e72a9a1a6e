import type { Metric, MetricAttributes } from "./metric.ts";

/** Where numbers go: to OpenTelemetry, to CloudWatch, or to both. */
export interface MetricSink {
  /** Counts, for a counter; one value, for a histogram. */
  add(metric: Metric, amount: number, attributes: MetricAttributes): void;
  /** How it stands now. */
  set(metric: Metric, value: number, attributes: MetricAttributes): void;
  /** Reads an observable gauge whenever metrics are collected, until what this answers is called. */
  observe(metric: Metric, read: (tell: (value: number, attributes: MetricAttributes) => void) => void): () => void;
}

/** Tells each of them. */
export function everySink(sinks: readonly MetricSink[]): MetricSink {
  return {
    add: (...given) => {
      for (const sink of sinks) sink.add(...given);
    },
    set: (...given) => {
      for (const sink of sinks) sink.set(...given);
    },
    observe: (...given) => {
      const stops = sinks.map((sink) => sink.observe(...given));
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
