import { describe, expect, it } from "vitest";
import { telemetrySettings } from "./telemetry-settings.ts";

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318" };

describe("OpenTelemetry's variables", () => {
  it.each([
    ["none of them", {}, undefined, undefined],
    ["an endpoint", ENDPOINT, "http/protobuf", "http/protobuf"],
    ["an endpoint of one signal", { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://a/" }, undefined, "http/protobuf"],
    ["an exporter alone", { OTEL_METRICS_EXPORTER: "otlp" }, "http/protobuf", undefined],
    ["an exporter that is none", { ...ENDPOINT, OTEL_METRICS_EXPORTER: "none" }, undefined, "http/protobuf"],
    ["an SDK that is disabled", { ...ENDPOINT, OTEL_SDK_DISABLED: "TRUE" }, undefined, undefined],
    ["empty ones", { OTEL_EXPORTER_OTLP_ENDPOINT: " ", OTEL_TRACES_EXPORTER: "" }, undefined, undefined],
    ["a service's name alone", { OTEL_SERVICE_NAME: "x" }, undefined, undefined],
    [
      "a protocol for one signal",
      { ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: "http/json", OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/protobuf" },
      "http/json",
      "http/protobuf",
    ],
  ])("with %s", (_, environment, metrics, traces) => {
    expect(telemetrySettings(environment)).toMatchObject({ metrics, traces, problems: [] });
  });

  it.each([
    [{ ...ENDPOINT, OTEL_METRICS_EXPORTER: "prometheus" }, "OTEL_METRICS_EXPORTER: expected 'otlp' or 'none'"],
    [{ OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: "collector:4317" }, "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: expected an"],
    [{ ...ENDPOINT, OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: "grpc" }, "expected 'http/protobuf' or 'http/json', received"],
  ])("%j are told, and export nothing of the signal", (environment, text) => {
    const { metrics, problems } = telemetrySettings(environment);
    expect(metrics).toBeUndefined();
    expect(problems).toEqual([expect.stringContaining(text)]);
    expect(problems[0]).toContain("no metrics are exported");
  });

  it.each([
    [{ OTEL_EXPORTER_OTLP_TIMEOUT: "soon" }, { timeoutMs: 5000 }, 1],
    [{ OTEL_EXPORTER_OTLP_TIMEOUT: "250" }, { timeoutMs: 250 }, 0],
    [{ OTEL_EXPORTER_OTLP_TIMEOUT: "600000" }, { timeoutMs: 30_000 }, 0],
    [{ OTEL_METRIC_EXPORT_INTERVAL: "0" }, { exportIntervalMs: 60_000 }, 1],
    [{ OTEL_METRIC_EXPORT_INTERVAL: "1000" }, { exportIntervalMs: 1000 }, 0],
    [{ OTEL_TRACES_SAMPLER: "always_off" }, { tracedPart: 0 }, 0],
    [{ OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.25" }, { tracedPart: 0.25 }, 0],
    [{ OTEL_TRACES_SAMPLER: "traceidratio", OTEL_TRACES_SAMPLER_ARG: "25" }, { tracedPart: 1 }, 1],
    [{ OTEL_TRACES_SAMPLER: "jaeger_remote" }, { tracedPart: 1 }, 1],
  ])("%j hold, or their defaults do", (environment, expected, problems) => {
    const read = telemetrySettings({ ...ENDPOINT, ...environment });
    expect(read).toMatchObject(expected);
    expect(read.problems).toHaveLength(problems);
  });
});
