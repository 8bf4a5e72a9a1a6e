import type { Counter, Gauge, Histogram, Meter, MetricOptions, ObservableGauge } from "@opentelemetry/api";
import { ALL_METRICS } from "../all-metrics.ts";
import type { Metric } from "../metric.ts";
import type { MetricSink } from "../metric-sink.ts";

/** Counts into a meter of OpenTelemetry. Each instrument is made at once, so that all have the catalogue's order. */
export function openTelemetrySink(meter: Meter): MetricSink {
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();
  const gauges = new Map<string, Gauge>();
  const observed = new Map<string, ObservableGauge>();
  for (const metric of ALL_METRICS) {
    const { name, kind } = metric;
    if (kind === "counter") counters.set(name, meter.createCounter(name, optionsOf(metric)));
    else if (kind === "histogram") histograms.set(name, meter.createHistogram(name, optionsOf(metric)));
    else if (kind === "gauge") gauges.set(name, meter.createGauge(name, optionsOf(metric)));
    else observed.set(name, meter.createObservableGauge(name, optionsOf(metric)));
  }
  return {
    add: ({ name, kind }, amount, attributes) => {
      if (kind === "counter") counters.get(name)?.add(amount, attributes);
      else histograms.get(name)?.record(amount, attributes);
    },
    set: ({ name }, value, attributes) => gauges.get(name)?.record(value, attributes),
    observe: ({ name }, read) => {
      const observe: Parameters<ObservableGauge["addCallback"]>[0] = (result) =>
        read((value, attributes) => result.observe(value, attributes));
      observed.get(name)?.addCallback(observe);
      return () => observed.get(name)?.removeCallback(observe);
    },
  };
}

function optionsOf({ unit, meaning, buckets }: Metric): MetricOptions {
  const advice = buckets === undefined ? {} : { advice: { explicitBucketBoundaries: [...buckets] } };
  return { unit, description: meaning, ...advice };
}
