import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reserveMsOf } from "../run/time-box.ts";
import { runsNeeded } from "./runs-needed.ts";

const MINUTE = 60_000;

describe("the number of runs in time boxes", () => {
  it.each([
    ["nothing", [{ searchMs: 0, callsMs: 0 }], 14, true, { runs: 1, searchesEnd: true }],
    [
      "less than a box, its reserve taken off",
      [{ searchMs: 0, callsMs: 13 * MINUTE }],
      14,
      true,
      { runs: 1, searchesEnd: true },
    ],
    ["more than a box", [{ searchMs: 0, callsMs: 13 * MINUTE + 1000 }], 14, true, { runs: 2, searchesEnd: true }],
    [
      "a search, which takes half of each box at most",
      [{ searchMs: 13 * MINUTE, callsMs: 1000 }],
      14,
      true,
      { runs: 2, searchesEnd: true },
    ],
    [
      "a search that begins anew in each run",
      [{ searchMs: 13 * MINUTE, callsMs: 1000 }],
      14,
      false,
      { runs: 1, searchesEnd: false },
    ],
    [
      "a search that begins anew, and fits",
      [{ searchMs: 6 * MINUTE, callsMs: 1000 }],
      14,
      false,
      { runs: 1, searchesEnd: true },
    ],
    [
      "two scopes, which share each box",
      [
        { searchMs: 0, callsMs: 12 * MINUTE },
        { searchMs: 0, callsMs: 12 * MINUTE },
      ],
      14,
      true,
      { runs: 2, searchesEnd: true },
    ],
  ] as const)("of %s", (_, scopes, minutes, goesOn, expected) => {
    expect(runsNeeded(scopes, minutes * MINUTE, goesOn)).toEqual(expected);
  });

  it("is never so small that the time does not suffice, and ends where a run does anything", () => {
    const work = fc.record({ searchMs: fc.integer({ min: 0, max: 1e8 }), callsMs: fc.integer({ min: 0, max: 1e8 }) });
    fc.assert(
      fc.property(
        fc.array(work, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 60_000, max: 1e7 }),
        (scopes, boxMs) => {
          const { runs = 0 } = runsNeeded(scopes, boxMs, true);
          const allMs = scopes.reduce((sum, { searchMs, callsMs }) => sum + searchMs + callsMs, 0);
          expect(runs * (boxMs - reserveMsOf(boxMs / scopes.length)) + scopes.length).toBeGreaterThanOrEqual(allMs);
          const longer = runsNeeded(scopes, boxMs * 2, true).runs ?? Number.NaN;
          expect(longer).toBeLessThanOrEqual(runs);
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });
});
