import { describe, expect, it } from "vitest";
import { OUTCOME_KINDS } from "../outcome/outcome.ts";
import { DUE_REASONS, type DueReason, dueReason, type Freshness } from "./due-reason.ts";

const NOW = new Date(Date.UTC(2026, 10, 24, 6));
const FRESH = NOW;
const OLD = new Date(NOW.getTime() - 8 * 86_400_000);
/** Nothing to do: approved, checked just now, named by the sweep. */
const SETTLED: Freshness = {
  answered: "retrieved",
  fileStatus: "APPROVED",
  checkedAt: FRESH,
  isNamedBySweep: true,
  now: NOW,
  recheckAfterSeconds: 7 * 86_400,
  fraction: 0.25,
  full: false,
};

it.each<[string, Partial<Freshness>, DueReason | undefined]>([
  ["settled, checked and named", {}, undefined],
  ["never asked", { answered: undefined, fileStatus: undefined, checkedAt: undefined }, "new"],
  ["deferred and never answered", { answered: "deferred", fileStatus: undefined, checkedAt: undefined }, "new"],
  ["in PROCESSING", { fileStatus: "PROCESSING" }, "unsettled"],
  ["of a status that nobody documents", { fileStatus: "UPLOAD_EXPIRED" }, "unsettled"],
  ["retrieved without a status", { fileStatus: undefined }, "unsettled"],
  ["refused, and approved before", { answered: "refused" }, "unsettled"],
  ["unanswered, and never described", { answered: "unanswered", fileStatus: undefined }, "unsettled"],
  ["deferred in PROCESSING", { answered: "deferred", fileStatus: "PROCESSING" }, "unsettled"],
  ["deferred, and approved before", { answered: "deferred" }, "failed"],
  ["failed, and approved before", { answered: "failed" }, "failed"],
  ["failed in PROCESSING", { answered: "failed", fileStatus: "PROCESSING" }, "failed"],
  ["failed and never answered", { answered: "failed", fileStatus: undefined, checkedAt: undefined }, "failed"],
  ["not named by a sweep, and past its turn", { isNamedBySweep: false, checkedAt: OLD }, "missing"],
  ["past its turn", { checkedAt: OLD, full: true }, "recheck"],
  ["of an unknown age", { checkedAt: undefined }, "recheck"],
  ["settled, where all are asked for", { full: true }, "full"],
])("a reference that is %s", (_what, changes, expected) => {
  expect(dueReason({ ...SETTLED, ...changes })).toBe(expected);
});

type Answered = Freshness["answered"];
const ANSWERED: readonly Answered[] = [undefined, ...OUTCOME_KINDS.filter((kind) => kind !== "carried")];
const STATUSES = ["APPROVED", "REJECTED", "FAILED", "PROCESSING", "UPLOAD_EXPIRED", "", undefined] as const;
const TERMINAL = ["APPROVED", "REJECTED", "FAILED"];

/** The documented table; what a line does not name may be anything. */
const TABLE: readonly [readonly Answered[], (it: Freshness) => boolean, DueReason | undefined][] = [
  [[undefined], () => true, "new"],
  [["deferred"], ({ checkedAt }) => checkedAt === undefined, "new"],
  [["refused", "unanswered"], () => true, "unsettled"],
  [["retrieved", "deferred"], ({ fileStatus }) => !TERMINAL.includes(fileStatus ?? ""), "unsettled"],
  [["failed", "deferred"], () => true, "failed"],
  [["retrieved"], ({ isNamedBySweep }) => !isNamedBySweep, "missing"],
  [["retrieved"], ({ checkedAt }) => checkedAt === undefined, "recheck"],
  [["retrieved"], ({ checkedAt }) => checkedAt === OLD, "recheck"],
  [["retrieved"], ({ full }) => full, "full"],
  [["retrieved"], () => true, undefined],
];

describe("the reason", () => {
  const all = ANSWERED.flatMap((answered) =>
    STATUSES.flatMap((fileStatus) =>
      [undefined, FRESH, OLD].flatMap((checkedAt) =>
        [true, false].flatMap((isNamedBySweep) =>
          [true, false].map(
            (full): Freshness => ({ ...SETTLED, answered, fileStatus, checkedAt, isNamedBySweep, full }),
          ),
        ),
      ),
    ),
  );

  it("is that of the documented table in every case, and each of its lines decides some", () => {
    const decided = new Set<number>();
    for (const it of all) {
      const line = TABLE.findIndex(([answered, holds]) => answered.includes(it.answered) && holds(it));
      decided.add(line);
      expect([it, dueReason(it)]).toEqual([it, TABLE[line]?.[2]]);
    }
    expect([...decided].sort()).toEqual([...TABLE.keys()]);
  });

  it("never gets less when all are asked for: only what was not due is due for that", () => {
    for (const it of all) expect(dueReason({ ...it, full: true })).toBe(dueReason({ ...it, full: false }) ?? "full");
  });
});

it("reasons stand in the order of their value", () => {
  expect(DUE_REASONS).toEqual(["new", "unsettled", "failed", "missing", "recheck", "full"]);
});

it("refuses an impossible recheck age where it matters, and says which", () => {
  expect(() => dueReason({ ...SETTLED, recheckAfterSeconds: 0 })).toThrow(/recheckAfterSeconds: expected a whole/);
});
