import { describe, expect, it } from "vitest";
import { JobError } from "../exit-code.ts";
import type { FinishedRun } from "../state/finished-run.ts";
import { runScopes } from "./run-job.ts";

const scopes = ["a", "b", "c"].map((name) => ({ scope: { name } }));
const finished = { slot: "x", status: "complete" } as FinishedRun;

describe("a job over several scopes", () => {
  it("runs the others when one is unavailable", async () => {
    const ends = await runScopes(scopes, async ({ scope }) => {
      if (scope.name === "b") throw new JobError("unavailable", "in use");
      return finished;
    });
    expect(ends.map((end) => [end.scope, "run" in end])).toEqual([
      ["a", true],
      ["b", false],
      ["c", true],
    ]);
  });

  it("starts nothing more when it was interrupted", async () => {
    const started: string[] = [];
    const job = runScopes(scopes, async ({ scope }) => {
      started.push(scope.name);
      throw new JobError("interrupted", "stop");
    });
    await expect(job).rejects.toMatchObject({ code: "interrupted" });
    expect(started).toEqual(["a"]);
  });
});
