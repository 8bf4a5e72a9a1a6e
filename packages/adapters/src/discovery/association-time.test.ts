import { describe, expect, it } from "vitest";
import { reachesBackBehind, readAssociationTime } from "./association-time.ts";

const MOMENT = Date.UTC(2026, 10, 2, 9, 15, 0, 123);

it.each([
  ["2026-11-02T09:15:00.123Z", MOMENT],
  ["2026-11-02T09:15:00.123999Z", MOMENT],
  ["2026-11-02T10:15:00.123+01:00", MOMENT],
  [MOMENT / 1000, MOMENT],
  // Times 1000, it lies a little below its own millisecond.
  [1.001, 1001],
  [0, 0],
  ["9999-12-31T23:59:59.999Z", 253_402_300_799_999],
  [253_402_300_800, undefined],
  [-1, undefined],
  [1e300, undefined],
  [Number.NaN, undefined],
  ["2026-11-02T09:15:00.123", undefined],
  ["yesterday", undefined],
  ["", undefined],
  [null, undefined],
  [undefined, undefined],
])("reads the time %j as %s", (value, expected) => {
  expect(readAssociationTime(value)).toBe(expected);
});

describe("a page, the newest first, reaches back behind a moment", () => {
  const at = (offsetMs: number) => ({ associationTime: new Date(MOMENT + offsetMs).toISOString() });
  it.each([
    ["whose last entry is older", true, [at(5), at(0), at(-1)]],
    ["whose entries are all older", true, [at(-1), at(-1), at(-2)]],
    ["whose last entry is of that moment", false, [at(5), at(0)]],
    ["whose last entry is newer", false, [at(5), at(1)]],
    ["whose last entry with a time is older", true, [at(5), null, at(-1), {}, { associationTime: "soon" }, null, "?"]],
    ["whose last entry with a time is newer", false, [{}, at(1), { associationTime: "" }]],
    ["without any time", false, [{}, null, { associationTime: null }]],
    ["without any entry", false, []],
    ["that is the oldest first", false, [at(-9), at(-5), at(-1)]],
    ["with one entry out of its order", false, [at(5), at(-1), at(1), at(-2)]],
  ])("one %s: %s", (_what, expected, items) => {
    expect(reachesBackBehind(MOMENT, items)).toBe(expected);
  });
});
