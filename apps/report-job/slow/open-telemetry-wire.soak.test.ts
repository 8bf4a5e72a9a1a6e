import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SPANS, type SpanKind } from "../src/observe/telemetry/spans.ts";
import type { Report } from "../src/report/report-schema.ts";
import { runHere } from "./command-here.ts";
import { BATCH } from "./desk.ts";
import { useWatchedDesk } from "./watched-desk.ts";

const here = useWatchedDesk();
const { config, collector } = here;

async function report(): Promise<Report> {
  return JSON.parse(await readFile(join(here.desk.folder, "attached-files-report/latest/report.json"), "utf8"));
}

const JSON_PROTOCOL = { OTEL_EXPORTER_OTLP_PROTOCOL: "http/json" };

/** What the metrics of a run have to be, where its report and the fake are right. */
async function numbersOfReport(): Promise<Record<string, number>> {
  const { totals, problems } = await report();
  return {
    ...Object.fromEntries(
      Object.entries(totals.outcomes).map(([outcome, files]) => [`attached_files.files main ${outcome}`, files]),
    ),
    ...Object.fromEntries(problems.map(({ problem, rows }) => [`attached_files.report.problems ${problem}`, rows])),
    "attached_files.report.files": totals.references,
    "attached_files.report.not_known": totals.notKnown,
    "attached_files.report.needs_a_person": totals.needsAPerson,
    [`attached_files.requests main ${BATCH}`]: here.desk.fake.calls.count(BATCH),
  };
}

/** Where a span stands in its trace, by names: `run/scope/ask`. */
function places(): readonly string[] {
  const spans = here.receiver.spans();
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const placeOf = (id: string | undefined): string => {
    const span = id === undefined ? undefined : byId.get(id);
    return span === undefined ? "" : `${placeOf(span.parentSpanId)}/${span.name.replace("attached_files.", "")}`;
  };
  return spans.map(({ spanId }) => placeOf(spanId)).toSorted();
}

describe("a run that is watched by OpenTelemetry", () => {
  it.each([
    ["JSON", JSON_PROTOCOL],
    ["protobuf, packed", { OTEL_EXPORTER_OTLP_COMPRESSION: "gzip" }],
  ])("tells in metrics what its report tells, in %s", async (_, protocol) => {
    here.desk.fake.faults.next({ operation: BATCH, error: "AccessDeniedException" });
    const env = collector({ ...protocol, OTEL_EXPORTER_OTLP_HEADERS: "x-key=abc" });
    const policy = "policy: [{ name: blind, rule: not known > 0 }, { name: calm, rule: rejected > 0 }]\n";
    const ended = await runHere(["run", "--config", await config(policy)], { env });
    expect(ended.exitCode).toBe(3);
    const numbers = Object.fromEntries(here.receiver.numbers());
    expect(numbers).toMatchObject(await numbersOfReport());
    const files = Object.entries(numbers).filter(([name]) => name.startsWith("attached_files.files main"));
    expect(files.reduce((sum, [, amount]) => sum + amount, 0)).toBe(60);
    expect(numbers).toMatchObject({
      "attached_files.calls main BatchGetAttachedFileMetadata answered": 19,
      "attached_files.calls main BatchGetAttachedFileMetadata failed AccessDeniedException": 1,
      "attached_files.discovered main": 60,
      "attached_files.run.status main partial": 1,
      "attached_files.run.status main complete": 0,
      "attached_files.job.exit_code": 3,
      "attached_files.report.complete": 0,
      "attached_files.policy.crossed warning": 1,
      "attached_files.policy.crossed critical": 0,
    });
    expect(numbers["attached_files.report.last_complete.age"]).toBeUndefined();
    expect(here.receiver.requests[0]?.headers).toMatchObject({ "x-key": "abc" });
    expect(new Set(here.receiver.requests.map(({ path }) => path))).toEqual(new Set(["/v1/metrics", "/v1/traces"]));
  });

  it("is one trace, whose spans are those of the catalogue and stand within each other in time", async () => {
    here.desk.fake.faults.next({ operation: BATCH, error: "AccessDeniedException", message: "sTrAnGeRs words" });
    const env = collector({ ...JSON_PROTOCOL, OTEL_RESOURCE_ATTRIBUTES: "deployment.environment=test" });
    const notify = "notify: [{ name: x, to: webhook, on: [policy], urlVariable: X_URL }]\n";
    await runHere(["run", "--config", await config(notify), "--slot", "s1"], {
      env: { ...env, X_URL: here.receiver.url },
    });
    const scope = "/run/scope";
    const steps = ["", "/ask", "/ask/call", "/commit", "/limits", "/list", "/plan"].map((step) => scope + step);
    expect(places()).toEqual(["/run", "/run/notify", "/run/report", ...steps]);
    const spans = here.receiver.spans();
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    const catalogue = new Map(Object.values<SpanKind>(SPANS).map((kind) => [kind.name, kind]));
    for (const { name, parentSpanId, attributes, startNs, endNs } of spans) {
      const parent = spans.find(({ spanId }) => spanId === parentSpanId);
      const within = catalogue.get(name)?.within ?? ["a span of the catalogue"];
      expect(within.length === 0 ? [undefined] : within, name).toContain(parent?.name);
      expect(Object.keys(attributes).filter((key) => catalogue.get(name)?.attributes.includes(key) !== true)).toEqual(
        [],
      );
      expect(startNs <= endNs).toBe(true);
      // A call's times are whole milliseconds.
      if (parent !== undefined)
        expect(startNs + 1_000_000n >= parent.startNs && endNs <= parent.endNs + 1_000_000n).toBe(true);
    }
    const root = spans.find(({ name }) => name === "attached_files.run");
    expect(root).toMatchObject({
      isError: true,
      attributes: { "attached_files.slot": "s1", "attached_files.exit_code": 3, "error.type": "partial" },
    });
    expect(spans.find(({ name }) => name === "attached_files.call")).toMatchObject({
      isError: true,
      attributes: { "attached_files.operation": BATCH, "error.type": "AccessDeniedException" },
    });
    const resource = { "service.name": "attached-files", "deployment.environment": "test" };
    expect(here.receiver.resource()).toMatchObject(resource);
    const sent = here.receiver.requests.map(({ body }) => body).join();
    for (const word of ["sTrAnGeRs", "111122223333", "arn:aws", "f-0", "c-0", here.desk.folder])
      expect(sent).not.toContain(word);
  });

  it("delivers what it has when it fails, and each run of a process for itself", async () => {
    here.desk.fake.faults.next({ operation: BATCH, error: "AccessDeniedException", times: "always" });
    const path = await config();
    const env = collector(JSON_PROTOCOL);
    expect(await runHere(["run", "--config", path, "--slot", "s1"], { env })).toMatchObject({ exitCode: 4 });
    expect(Object.fromEntries(here.receiver.numbers())).toMatchObject({ "attached_files.job.exit_code": 4 });
    here.desk.fake.faults.clear();
    expect(await runHere(["run", "--config", path, "--slot", "s2"], { env })).toMatchObject({ exitCode: 0 });
    expect(Object.fromEntries(here.receiver.numbers())).toMatchObject({
      "attached_files.job.exit_code": 0,
      "attached_files.report.complete": 1,
      // The first run's are not among them.
      "attached_files.files main retrieved": 60,
    });
    expect(here.receiver.numbers().get("attached_files.report.last_complete.age")).toBeLessThan(60);
    await writeFile(path, "scopes: []\n");
    expect(await runHere(["run", "--config", path], { env })).toMatchObject({ exitCode: 2 });
    expect(here.receiver.numbers().get("attached_files.job.exit_code")).toBe(2);
    const roots = here.receiver.spans().filter(({ name }) => name === "attached_files.run");
    expect(roots.map(({ attributes }) => attributes["error.type"])).toEqual(["unavailable", undefined, "usage"]);
    expect(new Set(roots.map(({ traceId }) => traceId)).size).toBe(3);
  });

  it("tells how old the last complete report is, from the reports that stand", async () => {
    const path = await config();
    const env = collector(JSON_PROTOCOL);
    await runHere(["run", "--config", path, "--slot", "s1"], { env });
    here.desk.fake.faults.next({ operation: BATCH, error: "AccessDeniedException", times: "always" });
    await runHere(["run", "--config", path, "--slot", "s2", "--full"], { env });
    const age = here.receiver.numbers().get("attached_files.report.last_complete.age") ?? -1;
    expect(here.receiver.numbers().get("attached_files.report.complete")).toBe(0);
    expect(age).toBeGreaterThan(0);
    expect(age).toBeLessThan(120);
  });
});
