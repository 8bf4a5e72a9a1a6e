import { type Attributes, type MetricOptions, metrics } from "@opentelemetry/api";
import type { Meters } from "./meters.ts";
import { ATTRIBUTES, METRICS, type Metric } from "./metrics.ts";

/** The meters of a scope. */
export type MetersOf = (scope: string) => Meters;

/**
 * Counts into whatever MeterProvider is set for the process when this is called; where there is none, into nothing.
 *
 * @param version of this program, which metrics carry as that of their scope.
 */
export function openTelemetryMeters(version: string): MetersOf {
  const meter = metrics.getMeter("attached-files", version);
  const counter = (metric: Metric) => meter.createCounter(metric.name, optionsOf(metric));
  const histogram = (metric: Metric) => meter.createHistogram(metric.name, optionsOf(metric));
  const gauge = (metric: Metric) => meter.createGauge(metric.name, optionsOf(metric));
  const requests = counter(METRICS.requests);
  const throttles = counter(METRICS.throttles);
  const retries = counter(METRICS.retries);
  const waited = counter(METRICS.waited);
  const calls = counter(METRICS.calls);
  const callDuration = histogram(METRICS.callDuration);
  const discovered = counter(METRICS.discovered);
  const files = counter(METRICS.files);
  const due = gauge(METRICS.due);
  const runDuration = histogram(METRICS.runDuration);
  const runStatus = gauge(METRICS.runStatus);
  const pacerRate = meter.createObservableGauge(METRICS.pacerRate.name, optionsOf(METRICS.pacerRate));
  return (scope) => {
    const of = (attributes: Attributes = {}): Attributes => ({ [ATTRIBUTES.scope]: scope, ...attributes });
    const ofOperation = (operation: string): Attributes => of({ [ATTRIBUTES.operation]: operation });
    return {
      request: (operation, waitedMs) => {
        requests.add(1, ofOperation(operation));
        waited.add(waitedMs / 1000, ofOperation(operation));
      },
      throttle: (operation) => throttles.add(1, ofOperation(operation)),
      retry: (operation) => retries.add(1, ofOperation(operation)),
      call: ({ operation, durationMs, errorCode }) => {
        const ended = {
          ...ofOperation(operation),
          [ATTRIBUTES.outcome]: errorCode === undefined ? "answered" : "failed",
          ...(errorCode === undefined ? {} : { [ATTRIBUTES.errorType]: errorCode }),
        };
        calls.add(1, ended);
        callDuration.record(durationMs / 1000, ended);
      },
      discovered: (amount) => discovered.add(amount, of()),
      outcomes: (counts) => {
        for (const [outcome, amount] of Object.entries(counts))
          files.add(amount, of({ [ATTRIBUTES.outcome]: outcome }));
      },
      due: (counts) => {
        for (const [reason, amount] of Object.entries(counts)) due.record(amount, of({ [ATTRIBUTES.reason]: reason }));
      },
      watchPacer: (operation, counts) => {
        const observe: Parameters<typeof pacerRate.addCallback>[0] = (result) => {
          const { allowedPerSecond, configuredPerSecond } = counts();
          for (const [limit, rate] of Object.entries({ allowed: allowedPerSecond, configured: configuredPerSecond })) {
            // Where nothing is paced, there is no rate; no number would say so.
            if (rate !== undefined) result.observe(rate, { ...ofOperation(operation), [ATTRIBUTES.limit]: limit });
          }
        };
        pacerRate.addCallback(observe);
        return () => pacerRate.removeCallback(observe);
      },
      runEnded: ({ status, durationMs }) => {
        runDuration.record(durationMs / 1000, of({ [ATTRIBUTES.status]: status }));
        for (const each of ["complete", "partial"] as const) {
          runStatus.record(each === status ? 1 : 0, of({ [ATTRIBUTES.status]: each }));
        }
      },
    };
  };
}

function optionsOf({ unit, meaning, buckets }: Metric): MetricOptions {
  const advice = buckets === undefined ? {} : { advice: { explicitBucketBoundaries: [...buckets] } };
  return { unit, description: meaning, ...advice };
}
