import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conserves, OUTCOME_KINDS, type OutcomeCounts, type OutcomeKind, runStatus } from "./outcome.ts";

const counts = fc.record(
  Object.fromEntries(OUTCOME_KINDS.map((kind) => [kind, fc.nat(1000)])) as Record<OutcomeKind, fc.Arbitrary<number>>,
);
const NONE: OutcomeCounts = { retrieved: 0, refused: 0, unanswered: 0, failed: 0, carried: 0, deferred: 0 };

describe("conserves", () => {
  it("is true for the sum of all six outcomes, and for no other number", () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 9 }), (each, off) => {
        const sum = each.retrieved + each.refused + each.unanswered + each.failed + each.carried + each.deferred;
        expect(conserves(sum, each)).toBe(true);
        expect(conserves(sum + off, each)).toBe(false);
        expect(conserves(sum - off, each)).toBe(false);
      }),
      { seed: 24, numRuns: 200 },
    );
  });

  it("counts every kind of outcome", () => {
    for (const kind of OUTCOME_KINDS) expect(conserves(1, { ...NONE, [kind]: 1 })).toBe(true);
    expect(conserves(0, NONE)).toBe(true);
  });

  it("is false where a count is no number", () => {
    expect(conserves(0, { ...NONE, failed: Number.NaN })).toBe(false);
    expect(conserves(0, {} as OutcomeCounts)).toBe(false);
  });
});

describe("runStatus", () => {
  it("is complete only where nothing failed, nothing was deferred, and discovery finished", () => {
    fc.assert(
      fc.property(counts, fc.boolean(), fc.boolean(), (each, finished, nothingLeft) => {
        const final = nothingLeft ? { ...each, failed: 0, deferred: 0 } : each;
        const complete = finished && final.failed === 0 && final.deferred === 0;
        expect(runStatus(final, finished)).toBe(complete ? "complete" : "partial");
      }),
      { seed: 25, numRuns: 200 },
    );
  });

  it.each([
    ["complete", "nothing to do", {}, true],
    ["complete", "refused and unanswered files, which are answers", { refused: 3, unanswered: 2, carried: 9 }, true],
    ["partial", "one failed file", { retrieved: 99, failed: 1 }, true],
    ["partial", "one deferred file", { retrieved: 99, deferred: 1 }, true],
    ["partial", "a discovery that did not finish", { retrieved: 100 }, false],
  ])("is %s with %s", (status, _name, change, finished) => {
    expect(runStatus({ ...NONE, ...change }, finished)).toBe(status);
  });
});
