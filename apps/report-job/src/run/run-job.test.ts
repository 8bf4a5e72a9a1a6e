import type { OutcomeCounts, RunStatus } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import type { ScopeConfig } from "../config/config-schema.ts";
import { JobError } from "../exit-code.ts";
import { exitCodeOf, runScopes, type ScopeEnd } from "./run-job.ts";

const NONE: OutcomeCounts = { retrieved: 0, refused: 0, unanswered: 0, failed: 0, carried: 0, deferred: 0 };

function ended(status: RunStatus, counts: Partial<OutcomeCounts> = {}): ScopeEnd {
  return { scope: "s", run: { slot: "x", status, references: 0, counts: { ...NONE, ...counts }, calls: 0 } };
}
const broken: ScopeEnd = { scope: "b", trouble: new JobError("unavailable", "in use") };

describe("the exit code", () => {
  it.each([
    ["complete scopes", [ended("complete"), ended("complete")], "complete", 0],
    ["a partial scope beside a complete one", [ended("complete"), ended("partial")], "partial", 3],
    ["a partial scope with some answers", [ended("partial", { retrieved: 1, failed: 1 })], "partial", 3],
    ["a partial scope with refusals only", [ended("partial", { refused: 1, deferred: 1 })], "partial", 3],
    ["a scope without one answer", [ended("partial", { failed: 5 })], "partial", 4],
    ["no scope that could be run", [broken], "no-data", 4],
    ["one that could not be run beside a complete one", [broken, ended("complete")], "partial", 3],
    ["complete scopes of which the report knows better", [ended("complete")], "partial", 3],
  ] as const)("of %s", (_, ends, reported, code) => {
    expect(exitCodeOf(ends, reported)).toBe(code);
  });
});

describe("a job over several scopes", () => {
  const scopes = ["a", "b", "c"].map((name) => ({ name })) as unknown as ScopeConfig[];
  const finished = ended("complete") as Extract<ScopeEnd, { run: unknown }>;

  it("runs the others when one is unavailable", async () => {
    const ends = await runScopes(scopes, async ({ name }) => {
      if (name === "b") throw new JobError("unavailable", "in use");
      return finished.run;
    });
    expect(ends.map((end) => [end.scope, "run" in end])).toEqual([
      ["a", true],
      ["b", false],
      ["c", true],
    ]);
  });

  it("starts nothing more when it was interrupted", async () => {
    const started: string[] = [];
    const job = runScopes(scopes, async ({ name }) => {
      started.push(name);
      throw new JobError("interrupted", "stop");
    });
    await expect(job).rejects.toMatchObject({ code: "interrupted" });
    expect(started).toEqual(["a"]);
  });
});
