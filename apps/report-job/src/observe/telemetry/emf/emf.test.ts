import { describe, expect, it } from "vitest";
import { ALL_METRICS } from "../../all-metrics.ts";
import { ATTRIBUTES } from "../../metric.ts";
import { METRICS } from "../../metrics.ts";
import { emfProblems } from "./check-emf.test-support.ts";
import { emfDocuments } from "./emf-documents.ts";
import { emfNamespace } from "./emf-namespace.ts";
import { emfSink } from "./emf-sink.ts";

const NOW = new Date("2026-11-24T06:00:00.123Z");
const PROPERTIES = { time: NOW.toISOString(), runId: "3f2c9a6e-0000-4000-8000-000000000000", slot: "s1" };

describe("metrics for CloudWatch", () => {
  it("are those of the catalogue that are meant for it, each as AWS takes it", () => {
    const { sink, groups } = emfSink();
    for (const metric of ALL_METRICS) {
      const attributes = Object.fromEntries(metric.attributes.map((name) => [name, "x"]));
      sink.add(metric, 1.5, attributes);
      sink.set(metric, 2, attributes);
    }
    const lines = emfDocuments("attached-files", groups(), PROPERTIES);
    expect(lines.flatMap((line) => emfProblems(line, NOW))).toEqual([]);
    const told = lines.flatMap((line) => JSON.parse(line)._aws.CloudWatchMetrics[0].Metrics);
    const meant = ALL_METRICS.filter(({ cloudWatch = false }) => cloudWatch).map(({ name }) => name);
    expect(told.map(({ Name }) => Name).toSorted()).toEqual(meant.toSorted());
    expect(told).toContainEqual({ Name: "attached_files.job.duration", Unit: "Seconds" });
    expect(told).toContainEqual({ Name: "attached_files.report.complete", Unit: "None" });
    expect(told).toContainEqual({ Name: "attached_files.throttles", Unit: "Count" });
  });

  it("are sums of what is counted and the last of what is set, a line for each set of attributes", () => {
    const { sink, groups } = emfSink();
    for (const scope of ["a", "a", "b"]) sink.add(METRICS.files, 2, { [ATTRIBUTES.scope]: scope });
    sink.set(METRICS.runComplete, 0, { [ATTRIBUTES.scope]: "a" });
    sink.set(METRICS.runComplete, 1, { [ATTRIBUTES.scope]: "a" });
    const [a, b, ...rest] = emfDocuments("n", groups(), PROPERTIES).map((line) => JSON.parse(line));
    expect(rest).toEqual([]);
    expect(a).toEqual({
      level: "info",
      ...PROPERTIES,
      event: "metrics",
      msg: "metrics for CloudWatch",
      _aws: {
        Timestamp: NOW.getTime(),
        CloudWatchMetrics: [
          {
            Namespace: "n",
            Dimensions: [["attached_files.scope"]],
            Metrics: [
              { Name: "attached_files.files", Unit: "Count" },
              { Name: "attached_files.run.complete", Unit: "None" },
            ],
          },
        ],
      },
      "attached_files.scope": "a",
      "attached_files.files": 4,
      "attached_files.run.complete": 1,
    });
    expect(b).toMatchObject({ "attached_files.scope": "b", "attached_files.files": 2 });
  });

  it("are parted where there are more than AWS takes in one line, and never hold what is no number", () => {
    const { sink, groups } = emfSink();
    for (let number = 0; number < 250; number += 1) {
      sink.set({ ...METRICS.runComplete, name: `m${number}` }, number === 7 ? Number.NaN : number, {});
    }
    const lines = emfDocuments("n", groups(), PROPERTIES);
    expect(lines.flatMap((line) => emfProblems(line, NOW))).toEqual([]);
    expect(lines.map((line) => JSON.parse(line)._aws.CloudWatchMetrics[0].Metrics.length)).toEqual([100, 100, 49]);
  });

  it.each([
    ["_aws.Timestamp of these days", { Timestamp: 1 }],
    ["Dimensions", { CloudWatchMetrics: [{ Namespace: "n", Dimensions: [], Metrics: [{ Name: "m", Unit: "None" }] }] }],
    [
      "value of m",
      { CloudWatchMetrics: [{ Namespace: "n", Dimensions: [[]], Metrics: [{ Name: "m", Unit: "None" }] }] },
    ],
    ["1 to 100 metrics", { CloudWatchMetrics: [{ Namespace: "n", Dimensions: [[]], Metrics: [] }] }],
    [
      "unit {file}",
      { CloudWatchMetrics: [{ Namespace: "n", Dimensions: [[]], Metrics: [{ Name: "n", Unit: "{file}" }] }] },
    ],
  ])("would be found out (%s)", (problem, aws) => {
    const line = JSON.stringify({ _aws: { Timestamp: NOW.getTime(), CloudWatchMetrics: [], ...aws }, n: 1 });
    expect(emfProblems(line, NOW)).toContain(problem);
  });
});

describe("AWS_EMF_NAMESPACE", () => {
  it.each([
    [undefined, {}],
    [" ", {}],
    ["Attached Files/prod", { namespace: "Attached Files/prod" }],
  ])("%j", (value, expected) => {
    expect(emfNamespace({ AWS_EMF_NAMESPACE: value })).toEqual(expected);
  });

  it.each(["AWS/Lambda", "naïve", "x".repeat(256)])("refuses %s, and says so", (value) => {
    const { namespace, problem } = emfNamespace({ AWS_EMF_NAMESPACE: value });
    expect(namespace).toBeUndefined();
    expect(problem).toMatch(/^environment variable AWS_EMF_NAMESPACE: expected 1 to 255/);
  });
});
