import { describe, expect, it } from "vitest";
import { type Centre, DAY_MS, FIRST_DAY, slotOfDay, usePastRuns } from "../history/past-runs.test-support.ts";
import type { ScopeRun } from "../run/scope-run.ts";
import { CALM } from "../testing/scope-run.ts";
import type { PlannedWork } from "./plan-scope.ts";
import { readPlannedWork } from "./read-planned-work.ts";

const past = usePastRuns();

async function planOf(
  day: number,
  change: Partial<Pick<ScopeRun, "freshness" | "searches">> = {},
): Promise<PlannedWork> {
  const work = await readPlannedWork(past.scope().stateFile, {
    sourceDigest: "same",
    isList: false,
    isBoxed: false,
    ...CALM,
    ...change,
    now: new Date(FIRST_DAY + day * DAY_MS),
  });
  if ("code" in work) throw new Error(work.text);
  return work;
}

describe("a plan", () => {
  it("tells why files are due, and what is searched", async () => {
    const centre: Centre = { "a-1": {}, "a-2": { FileStatus: "PROCESSING" }, "b-1": "refused", "c-1": {} };
    await past.run(0, centre, CALM);
    expect(await planOf(1)).toMatchObject({
      references: 4,
      due: 2,
      asked: 3,
      calls: 2,
      dueByReason: { unsettled: 2 },
      publishesFirst: slotOfDay(0),
    });
    expect(await planOf(1, { freshness: { ...CALM.freshness, full: true } })).toMatchObject({
      due: 4,
      calls: 3,
      dueByReason: { unsettled: 2, full: 2 },
      searches: { sweep: 2 },
      filesToBeNamed: 4,
    });
    expect((await planOf(8)).searches).toMatchObject({ sweep: 2 });
    expect((await planOf(70)).dueByReason).toEqual({ unsettled: 2, recheck: 2 });
  });

  it("of a run that was interrupted tells what is left of it, what stands in journals taken into account", async () => {
    const centre: Centre = Object.fromEntries(Array.from({ length: 30 }, (_, file) => [`${file}-1`, {}]));
    const ending = new AbortController();
    let answered = 0;
    const files: ScopeRun["files"] = {
      getMetadata: async () => {
        answered += 1;
        if (answered > 12) ending.abort();
        ending.signal.throwIfAborted();
        return { files: [], incompleteFiles: [], errors: [], irregularities: [] };
      },
      close: async () => {},
    };
    await expect(past.run(0, centre, { ...CALM, files, signal: ending.signal })).rejects.toThrow();
    const planned = await planOf(1);
    expect(planned).toMatchObject({ references: 30, goesOnWith: slotOfDay(0), searches: {} });
    expect(planned.calls).toBeLessThanOrEqual(30);
    const run = await past.run(0, centre, CALM);
    expect(run.counts.retrieved).toBe(planned.calls);
  });

  it("of another source knows nothing", async () => {
    await past.run(0, { "a-1": {} }, CALM);
    const run = { isList: false, isBoxed: false, ...CALM, now: new Date(FIRST_DAY + DAY_MS) };
    expect(await readPlannedWork(past.scope().stateFile, { ...run, sourceDigest: "another" })).toMatchObject({
      references: 0,
      calls: 0,
      searches: { sweep: 1 },
      elsewhere: { standing: 1, standingSlot: slotOfDay(0) },
    });
    // A list of the same place, or a search after lists, is of no other place.
    const place = { text: "here", sources: ["another", "same"] };
    const here = await readPlannedWork(past.scope().stateFile, { ...run, sourceDigest: "another", place });
    expect(here).not.toHaveProperty("elsewhere");
    expect(await planOf(1)).not.toHaveProperty("elsewhere");
  });

  it("is not made where there is no state", async () => {
    const run = { sourceDigest: "same", isList: false, isBoxed: false, ...CALM, now: new Date(FIRST_DAY) };
    expect(await readPlannedWork(past.scope().stateFile, run)).toMatchObject({ code: "state-missing" });
  });
});
