import { metrics, trace } from "@opentelemetry/api";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { afterEach, expect, it } from "vitest";
import { EXIT_CODE } from "../../exit-code.ts";
import { systemClock } from "../../run/clock.ts";
import { Log, type LogEntry } from "../log.ts";
import { isHostSdkRegistered } from "./host-sdk.ts";
import { inSpan } from "./in-span.ts";
import { watchedRun } from "./watched-run.ts";

afterEach(() => {
  metrics.disable();
  trace.disable();
});

it("what a host has registered is told, with nothing in the environment, and is told once where that asks for it, too", async () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const spans = new InMemorySpanExporter();
  metrics.setGlobalMeterProvider(meterProvider);
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spans })] }));
  expect(isHostSdkRegistered()).toBe(true);
  // Nobody is there: our own SDK would warn of it.
  for (const environment of [{}, { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1" }]) {
    spans.reset();
    const entries: LogEntry[] = [];
    const io = { environment, runId: "r1", clock: systemClock, log: new Log((entry) => entries.push(entry)) };
    const work = () => inSpan("report", async () => EXIT_CODE.thresholdCrossed);
    expect(await watchedRun(io, work)).toBe(5);
    expect(entries).toEqual([]);
    const [report, run, ...rest] = spans.getFinishedSpans();
    expect(rest).toEqual([]);
    expect([report?.name, run?.name]).toEqual(["attached_files.report", "attached_files.run"]);
    expect(report?.parentSpanContext?.spanId).toBe(run?.spanContext().spanId);
  }
  await meterProvider.forceFlush();
  const told = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  const exitCode = told.find(({ descriptor }) => descriptor.name === "attached_files.job.exit_code");
  expect(exitCode?.dataPoints).toMatchObject([{ value: 5 }]);
  await meterProvider.shutdown();
});
