import {
  defaultResource,
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import type { MeterProvider, PushMetricExporter } from "@opentelemetry/sdk-metrics";
import type { SpanExporter, TracerProvider } from "@opentelemetry/sdk-trace";
import type { OtlpProtocol, TelemetrySettings } from "./telemetry-settings.ts";

/** The way of one signal to its collector. */
export interface Delivery {
  /** Delivers what is left. @returns why not all of it got there; undefined where it did. */
  end(timeoutMs: number): Promise<string | undefined>;
}

/** Metrics, exported now and then and at the end. Endpoint, headers, certificates: the exporter reads their variables itself. */
export async function ownMetrics(
  { timeoutMs, exportIntervalMs }: TelemetrySettings,
  protocol: OtlpProtocol,
  version: string,
): Promise<{ readonly provider: MeterProvider; readonly delivery: Delivery }> {
  const { MeterProvider, PeriodicExportingMetricReader } = await import("@opentelemetry/sdk-metrics");
  const { OTLPMetricExporter } =
    protocol === "http/json"
      ? await import("@opentelemetry/exporter-metrics-otlp-http")
      : await import("@opentelemetry/exporter-metrics-otlp-proto");
  const exporter: PushMetricExporter = new OTLPMetricExporter({ timeoutMillis: timeoutMs });
  // Numbers are told from the beginning of the run each time: only the last export counts.
  const trouble = watchExports(exporter, "last");
  const reader = new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: exportIntervalMs,
    exportTimeoutMillis: Math.min(timeoutMs, exportIntervalMs),
  });
  const provider = new MeterProvider({ readers: [reader], resource: resourceOf(version) });
  return { provider, delivery: deliveryOf("metrics", provider, trouble) };
}

/** Traces, exported now and then and at the end. */
export async function ownTraces(
  { timeoutMs, tracedPart }: TelemetrySettings,
  protocol: OtlpProtocol,
  version: string,
): Promise<{ readonly provider: TracerProvider; readonly delivery: Delivery }> {
  const { BatchSpanProcessor, ParentBasedSampler, TraceIdRatioBasedSampler, TracerProvider } = await import(
    "@opentelemetry/sdk-trace"
  );
  const { OTLPTraceExporter } =
    protocol === "http/json"
      ? await import("@opentelemetry/exporter-trace-otlp-http")
      : await import("@opentelemetry/exporter-trace-otlp-proto");
  const exporter: SpanExporter = new OTLPTraceExporter({ timeoutMillis: timeoutMs });
  const trouble = watchExports(exporter, "any");
  const provider = new TracerProvider({
    spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: timeoutMs })],
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(tracedPart) }),
    resource: resourceOf(version),
  });
  return { provider, delivery: deliveryOf("traces", provider, trouble) };
}

/** Who this is, and what OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say instead. Nothing of the machine or the command line. */
function resourceOf(version: string): Resource {
  const own = resourceFromAttributes({ "service.name": "attached-files", "service.version": version });
  return defaultResource()
    .merge(own)
    .merge(detectResources({ detectors: [envDetector] }));
}

interface Exporter {
  export(items: never, done: (result: { readonly code: number; readonly error?: Error }) => void): void;
}

/** Takes note of why exports fail, which the SDK tells nobody. */
function watchExports(exporter: Exporter, which: "last" | "any"): () => string | undefined {
  const send = exporter.export.bind(exporter);
  let trouble: string | undefined;
  exporter.export = (items, done) =>
    send(items, (result) => {
      if (result.code !== 0) trouble = wordOf(result.error);
      else if (which === "last") trouble = undefined;
      done(result);
    });
  return () => trouble;
}

/** A code, never a text: that may quote the address or the collector's answer. */
function wordOf(error: Error | undefined): string {
  const code = (error as { readonly code?: unknown } | undefined)?.code;
  if (typeof code === "number") return `HTTP ${code}`;
  return typeof code === "string" && /^[A-Z_]{1,40}$/.test(code) ? code : (error?.name ?? "unknown");
}

function deliveryOf(
  signal: string,
  provider: { shutdown(): Promise<void> },
  trouble: () => string | undefined,
): Delivery {
  return {
    end: async (timeoutMs) => {
      const { promise: isLate, resolve } = Promise.withResolvers<string>();
      const timer = setTimeout(() => resolve(`no answer within ${timeoutMs} ms`), timeoutMs);
      const isDone = provider.shutdown().then(
        () => trouble(),
        (error: unknown) => trouble() ?? wordOf(error instanceof Error ? error : undefined),
      );
      const why = await Promise.race([isDone, isLate]);
      clearTimeout(timer);
      return why === undefined ? undefined : `${signal}: ${why}`;
    },
  };
}
