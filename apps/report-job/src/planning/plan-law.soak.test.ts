import fc from "fast-check";
import { expect, it } from "vitest";
import { type Centre, DAY_MS, FIRST_DAY, referencesOf, usePastRuns } from "../history/past-runs.test-support.ts";
import type { ScopeRun } from "../run/scope-run.ts";
import { aSearch, CALM } from "../testing/scope-run.ts";
import { scriptedReferenceSource } from "../testing/scripted-sources.ts";
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

const STATUSES = ["APPROVED", "REJECTED", "PROCESSING", "QUARANTINED"];
const answer = fc.oneof(
  fc.constantFrom(...STATUSES).map((FileStatus) => ({ FileStatus })),
  fc.constantFrom("refused" as const, "unanswered" as const),
);

it("tells the calls and the due files that a run right afterwards makes, if it finds nothing new", async () => {
  const days = fc.record({
    answers: fc.array(answer, { minLength: 1, maxLength: 60 }),
    left: fc.integer({ min: 0, max: 5 }),
    gap: fc.integer({ min: 1, max: 40 }),
    full: fc.boolean(),
    isAnswered: fc.boolean(),
  });
  let day = 0;
  await fc.assert(
    fc.asyncProperty(days, async ({ answers, left, gap, full, isAnswered }) => {
      const whole: Centre = Object.fromEntries(answers.map((each, file) => [`${day}.${file % 7}-${file}`, each]));
      await past.run(day, whole, CALM);
      day += gap;
      // What a search does not name may be there all the same, and is missing to each search that ends.
      const named: Centre = Object.fromEntries(Object.entries(whole).slice(left));
      const references = aSearch(
        scriptedReferenceSource([{ references: referencesOf(named), irregularities: [], resumeToken: "end" }]),
      );
      await past.run(day, isAnswered ? whole : named, { ...CALM, references });
      day += gap;
      const change = { ...CALM, freshness: { ...CALM.freshness, full } };
      const planned = await planOf(day, change);
      const run = await past.run(day, isAnswered ? whole : named, { ...change, references });
      expect({ due: planned.due, calls: planned.calls }).toEqual({ due: run.due, calls: run.calls });
      expect(Object.values(planned.dueByReason).reduce((sum, files) => sum + files, 0)).toBe(run.due);
      day += gap;
    }),
    { numRuns: 10, seed: 20261124 },
  );
}, 600_000);
