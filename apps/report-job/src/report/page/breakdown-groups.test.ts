import { describe, expect, it } from "vitest";
import type { Breakdown } from "../breakdowns-schema.ts";
import { drawnGroups, groupsOf } from "./breakdown-groups.ts";

const LARGE = "9007199254740993";

function breakdown(values: number, change: Partial<Breakdown> = {}): Breakdown {
  const entries = Array.from({ length: values }, (_, index) => ({
    value: `v${index}`,
    kind: null,
    files: 100 - index,
    sizeBytes: LARGE,
  }));
  return { entries: [...entries, { value: null, kind: null, files: 1, sizeBytes: 5 }], others: null, ...change };
}

describe("the groups of a breakdown", () => {
  it("have a row for what did not fit, named by how many values it is", () => {
    const others = { values: 1, files: 3, sizeBytes: 4 };
    expect(
      groupsOf(breakdown(2, { others }), "no status").map(({ value, absent, files }) => [value ?? absent, files]),
    ).toEqual([
      ["v0", 100],
      ["v1", 99],
      ["no status", 1],
      ["1 other", 3],
    ]);
  });

  it("are all drawn while they are few", () => {
    const groups = groupsOf(breakdown(12), "none");
    expect(drawnGroups(groups)).toBe(groups);
  });

  it("are drawn with no file lost where they are many: the first ones, those without a value, and the rest together", () => {
    const groups = groupsOf(breakdown(20, { others: { values: 7, files: 50, sizeBytes: 1 } }), "none");
    const drawn = drawnGroups(groups);
    expect(drawn.map(({ value, absent }) => value ?? absent)).toEqual([
      ...Array.from({ length: 12 }, (_, index) => `v${index}`),
      "none",
      "15 others",
    ]);
    const sum = (some: typeof drawn) => some.reduce((total, { files }) => total + files, 0);
    expect(sum(drawn)).toBe(sum(groups));
    expect(drawn.at(-1)?.sizeBytes).toBe(String(BigInt(LARGE) * 8n + 1n));
  });
});
