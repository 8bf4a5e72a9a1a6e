import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { emfProblems } from "../src/observe/telemetry/emf/check-emf.test-support.ts";
import type { Report } from "../src/report/report-schema.ts";
import { run } from "./attached-files-process.ts";
import { runHere } from "./command-here.ts";
import { BATCH, type Desk, newDesk } from "./desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await newDesk(30);
});
afterEach(() => desk.clear());

async function config(): Promise<string> {
  const path = join(desk.folder, "attached-files.yaml");
  const quota = "quota: { requestsPerSecond: unlimited }";
  const scope = `{ name: main, region: eu-central-1, endpoint: "${desk.server.url}", ${quota} }`;
  await writeFile(path, `scopes: [${scope}]\npolicy: [{ name: blind, rule: not known > 0, severity: critical }]\n`);
  return path;
}

const ENV = { AWS_EMF_NAMESPACE: "attached-files" };

/** Lines of the embedded metric format: each a JSON object with `_aws`, whatever else stands around it. */
function emfLines(text: string): readonly string[] {
  return text.split("\n").filter((line) => line.startsWith("{") && line.includes('"_aws"'));
}

/** By the metric's name and its dimensions' values. */
function numbersOf(lines: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    lines.flatMap((line) => {
      const document = JSON.parse(line);
      const [{ Dimensions, Metrics }] = document._aws.CloudWatchMetrics;
      const values = Dimensions[0].map((name: string) => document[name]);
      return Metrics.map(({ Name }: { Name: string }) => [[Name, ...values].join(" "), document[Name]]);
    }),
  );
}

describe("a run with AWS_EMF_NAMESPACE", () => {
  it.each(["text", "json"])(
    "tells CloudWatch what its report tells, on standard error alone, beside a log in %s",
    async (log) => {
      desk.fake.faults.next({ operation: BATCH, error: "AccessDeniedException" });
      const args = ["run", "--config", await config(), "--slot", "s1", "--log", log];
      const { exitCode, stdout, stderr } = await run(args, { env: ENV });
      expect(exitCode).toBe(3);
      expect(emfLines(stdout)).toEqual([]);
      const lines = emfLines(stderr);
      expect(lines.flatMap((line) => emfProblems(line, new Date()))).toEqual([]);
      const { totals, problems }: Report = JSON.parse(
        await readFile(join(desk.folder, "attached-files-report/latest/report.json"), "utf8"),
      );
      expect(totals.outcomes.failed).toBeGreaterThan(0);
      const numbers = numbersOf(lines);
      expect(numbers).toMatchObject({
        ...Object.fromEntries(
          Object.entries(totals.outcomes).map(([outcome, files]) => [`attached_files.files main ${outcome}`, files]),
        ),
        ...Object.fromEntries(problems.map(({ problem, rows }) => [`attached_files.report.problems ${problem}`, rows])),
        [`attached_files.requests main ${BATCH}`]: desk.fake.calls.count(BATCH),
        "attached_files.job.exit_code": 3,
        "attached_files.report.complete": 0,
        "attached_files.run.complete main": 0,
        "attached_files.policy.crossed critical": 1,
        "attached_files.policy.crossed warning": 0,
      });
      for (const line of lines) expect(JSON.parse(line)).toMatchObject({ slot: "s1", level: "info", event: "metrics" });
      const ids = new Set(lines.map((line) => JSON.parse(line).runId));
      expect([...ids]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
      if (log === "json")
        for (const line of stderr.trimEnd().split("\n")) expect(JSON.parse(line).runId).toBe([...ids][0]);
    },
  );

  it("tells each run of a process for itself, one that failed before its first call, too", async () => {
    const path = await config();
    const first = await runHere(["run", "--config", path, "--slot", "s1"], { env: ENV });
    const second = await runHere(["run", "--config", path, "--slot", "s2", "--full"], { env: ENV });
    for (const { stderr } of [first, second]) {
      expect(numbersOf(emfLines(stderr))).toMatchObject({
        "attached_files.files main retrieved": 30,
        "attached_files.job.exit_code": 0,
        "attached_files.report.complete": 1,
      });
    }
    await writeFile(path, "scopes: []\n");
    const { stderr } = await runHere(["run", "--config", path], { env: ENV });
    expect(numbersOf(emfLines(stderr))).toEqual({
      "attached_files.job.duration": expect.any(Number),
      "attached_files.job.exit_code": 2,
      "attached_files.report.complete": 0,
    });
  });

  it("writes nothing of it without the variable, and one line about one that is none", async () => {
    const path = await config();
    expect(emfLines((await runHere(["run", "--config", path])).stderr)).toEqual([]);
    const wrong = await runHere(["run", "--config", path], { env: { AWS_EMF_NAMESPACE: "AWS/Mine" } });
    expect(wrong).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining("AWS_EMF_NAMESPACE: expected 1 to 255"),
    });
    expect(emfLines(wrong.stderr)).toEqual([]);
  });
});
