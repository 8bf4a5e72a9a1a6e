import { metrics } from "@opentelemetry/api";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ALL_METRICS } from "../all-metrics.ts";
import { JOB_METRICS } from "../job-metrics.ts";
import type { Meters } from "../meters.ts";
import { ATTRIBUTES, type Metric } from "../metric.ts";
import { type MetersOf, scopeMeters } from "../scope-meters.ts";
import { openTelemetrySink } from "./open-telemetry-sink.ts";

let exporter: InMemoryMetricExporter;
let provider: MeterProvider;
beforeEach(() => {
  exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  provider = new MeterProvider({ readers: [reader] });
  metrics.setGlobalMeterProvider(provider);
});
afterEach(async () => {
  metrics.disable();
  await provider.shutdown();
});

function openTelemetryMeters(version: string): MetersOf {
  const sink = openTelemetrySink(metrics.getMeter("attached-files", version));
  return (scope) => scopeMeters(sink, scope);
}

/** What an exporter is given: a line for each series, its value or the sum of its histogram at the end. */
async function exported(): Promise<readonly string[]> {
  exporter.reset();
  await provider.forceFlush();
  const all = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  return all.flatMap(({ descriptor, dataPoints }) =>
    dataPoints.map(({ attributes, value }) => {
      const told = Object.entries(attributes).map(([name, text]) => `${name.replace("attached_files.", "")}=${text}`);
      const amount = typeof value === "object" ? `${value.count} in ${value.sum}` : value;
      return `${descriptor.name.replace("attached_files.", "")} ${descriptor.unit} ${told.join(" ")}: ${amount}`;
    }),
  );
}

/** Everything that there is to count, once. */
function countEverything(meters: Meters): void {
  meters.request("SearchCases", 250);
  meters.request("SearchCases", 1250);
  meters.throttle("SearchCases");
  meters.retry("BatchGetAttachedFileMetadata");
  meters.call({ operation: "BatchGetAttachedFileMetadata", durationMs: 1500, errorCode: undefined });
  meters.call({ operation: "BatchGetAttachedFileMetadata", durationMs: 500, errorCode: "ThrottlingException" });
  meters.discovered(63);
  meters.outcomes({ retrieved: 60, failed: 3 });
  meters.due({ new: 5, processing: 2 });
  meters.watchPacer("SearchCases", () => ({
    ...{ attempts: 2, retries: 0, throttles: 1, waiting: 0 },
    ...{ allowedPerSecond: 0.75, configuredPerSecond: 1.5 },
  }));
  meters.runEnded({ status: "partial", durationMs: 60_000 });
}

describe("the metrics of a process", () => {
  it("reach the MeterProvider that is set, each with its unit and attributes", async () => {
    countEverything(openTelemetryMeters("1.2.3")("main"));
    const call = "scope=main operation=BatchGetAttachedFileMetadata";
    expect(await exported()).toEqual([
      "requests {request} scope=main operation=SearchCases: 2",
      "throttles {request} scope=main operation=SearchCases: 1",
      `retries {request} ${call}: 1`,
      "pacer.wait s scope=main operation=SearchCases: 1.5",
      `calls {call} ${call} outcome=answered: 1`,
      `calls {call} ${call} outcome=failed error.type=ThrottlingException: 1`,
      `call.duration s ${call} outcome=answered: 1 in 1.5`,
      `call.duration s ${call} outcome=failed error.type=ThrottlingException: 1 in 0.5`,
      "discovered {file} scope=main: 63",
      "files {file} scope=main outcome=retrieved: 60",
      "files {file} scope=main outcome=failed: 3",
      "due {file} scope=main due.reason=new: 5",
      "due {file} scope=main due.reason=processing: 2",
      "run.duration s scope=main run.status=partial: 1 in 60",
      "run.status 1 scope=main run.status=complete: 0",
      "run.status 1 scope=main run.status=partial: 1",
      "run.complete 1 scope=main: 0",
      "pacer.rate {request}/s scope=main operation=SearchCases pacer.limit=allowed: 0.75",
      "pacer.rate {request}/s scope=main operation=SearchCases pacer.limit=configured: 1.5",
    ]);
  });

  it("are those of the catalogue: names, kinds, descriptions, attributes and version", async () => {
    countEverything(openTelemetryMeters("1.2.3")("main"));
    const sink = openTelemetrySink(metrics.getMeter("attached-files", "1.2.3"));
    for (const metric of Object.values<Metric>(JOB_METRICS)) {
      sink.set(metric, 1, Object.fromEntries(metric.attributes.map((attribute) => [attribute, "x"])));
    }
    await provider.forceFlush();
    const [scope] = exporter.getMetrics()[0]?.scopeMetrics ?? [];
    expect(scope?.scope).toMatchObject({ name: "attached-files", version: "1.2.3" });
    const seen = (scope?.metrics ?? []).map(({ descriptor, dataPoints }) => ({
      ...{ name: descriptor.name, unit: descriptor.unit, meaning: descriptor.description },
      attributes: [...new Set(dataPoints.flatMap(({ attributes }) => Object.keys(attributes)))],
    }));
    const catalogue = ALL_METRICS.map(({ name, unit, meaning, attributes }) => ({
      ...{ name, unit, meaning },
      attributes: [...attributes],
    }));
    expect(seen).toEqual(catalogue);
  });

  it("tell scopes apart, and what a pacer allows as long as it is watched", async () => {
    const of = openTelemetryMeters("1.2.3");
    of("a").discovered(1);
    of("b").discovered(2);
    const counts = {
      attempts: 0,
      retries: 0,
      throttles: 0,
      waiting: 0,
      allowedPerSecond: 2,
      configuredPerSecond: undefined,
    };
    const stop = of("a").watchPacer("SearchCases", () => counts);
    const rate = "pacer.rate {request}/s scope=a operation=SearchCases pacer.limit=allowed";
    expect(await exported()).toEqual(["discovered {file} scope=a: 1", "discovered {file} scope=b: 2", `${rate}: 2`]);
    counts.allowedPerSecond = 1;
    expect(await exported()).toContain(`${rate}: 1`);
    stop();
    counts.allowedPerSecond = 3;
    // The SDK goes on telling what it saw last.
    expect(await exported()).not.toContain(`${rate}: 3`);
  });

  it("go nowhere, without trouble, where no provider is set", async () => {
    metrics.disable();
    countEverything(openTelemetryMeters("1.2.3")("main"));
    expect(await exported()).toEqual([]);
  });
});

describe("the catalogue of metrics", () => {
  it.each(ALL_METRICS)("names $name as OpenTelemetry does", ({ name, kind, unit, attributes, buckets }) => {
    expect(name).toMatch(/^attached_files(\.[a-z][a-z_]*)+$/);
    // Exporters add those.
    expect(name).not.toMatch(/total|_?(seconds|bytes|count)$/);
    expect(unit).toMatch(/^(s|1|\{[a-z]+\}(\/s)?)$/);
    expect(attributes.filter((attribute) => !Object.values<string>(ATTRIBUTES).includes(attribute))).toEqual([]);
    expect(buckets !== undefined).toBe(kind === "histogram");
  });
});
