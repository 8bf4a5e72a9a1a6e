import { createNoopMeter, metrics, type Tracer, trace } from "@opentelemetry/api";
import type { MetricSink } from "../metric-sink.ts";
import { openTelemetrySink } from "./open-telemetry-sink.ts";
import { openTelemetrySpans } from "./open-telemetry-spans.ts";
import type { Delivery } from "./own-sdk.ts";
import type { Spans } from "./run-context.ts";
import type { TelemetrySettings } from "./telemetry-settings.ts";

/** OpenTelemetry for one run. */
export interface OpenTelemetry {
  readonly sink: MetricSink | undefined;
  readonly spans: Spans | undefined;
  /** Delivers everything, in bounded time (`mostMs` where that is less). @returns what was not delivered and why, in words of ours. */
  close(mostMs?: number): Promise<readonly string[]>;
}

const NAME = "attached-files";

/**
 * What an SDK takes that the process's host has registered, else our own for as long as the run lasts. Two would send
 * everything twice.
 *
 * @param version of this program, which metrics and spans carry as that of their scope.
 */
export async function openTelemetry(settings: TelemetrySettings, version: string): Promise<OpenTelemetry> {
  const deliveries: Delivery[] = [];
  const hostMeter = metrics.getMeterProvider().getMeter(NAME, version);
  let meter = hostMeter === createNoopMeter() ? undefined : hostMeter;
  if (meter === undefined && settings.metrics !== undefined) {
    const { ownMetrics } = await import("./own-sdk.ts");
    const { provider, delivery } = await ownMetrics(settings, settings.metrics, version);
    meter = provider.getMeter(NAME, version);
    deliveries.push(delivery);
  }
  let tracer = hostTracer(version);
  if (tracer === undefined && settings.traces !== undefined && settings.tracedPart > 0) {
    const { ownTraces } = await import("./own-sdk.ts");
    const { provider, delivery } = await ownTraces(settings, settings.traces, version);
    tracer = provider.getTracer(NAME, version);
    deliveries.push(delivery);
  }
  return {
    sink: meter === undefined ? undefined : openTelemetrySink(meter),
    spans: tracer === undefined ? undefined : openTelemetrySpans(tracer),
    close: async (mostMs = settings.timeoutMs) => {
      const timeoutMs = Math.max(0, Math.min(settings.timeoutMs, Math.floor(mostMs)));
      const ends = await Promise.all(deliveries.map((delivery) => delivery.end(timeoutMs)));
      return ends.filter((end) => end !== undefined);
    },
  };
}

/** Undefined where no host has registered one: the API's own stands in for it, and hands out nothing. */
function hostTracer(version: string): Tracer | undefined {
  const provider = trace.getTracerProvider();
  return "getDelegateTracer" in provider
    ? (provider as { getDelegateTracer(name: string, version: string): Tracer | undefined }).getDelegateTracer(
        NAME,
        version,
      )
    : provider.getTracer(NAME, version);
}
