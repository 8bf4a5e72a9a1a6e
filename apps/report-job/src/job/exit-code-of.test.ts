import { describe, expect, it } from "vitest";
import type { Report } from "../report/report-schema.ts";
import { exitCodeOf } from "./exit-code-of.ts";

type Scope = Report["scopes"][number];

const NONE = { retrieved: 0, refused: 0, unanswered: 0, failed: 0, carried: 0, deferred: 0 };

function scope(status: "complete" | "partial", outcomes: Partial<typeof NONE> = {}, slot = "s"): Scope {
  return { run: { slot, status }, outcomes: { ...NONE, ...outcomes } } as Scope;
}
const noData = { run: null, outcomes: NONE } as Scope;

describe("the exit code", () => {
  it.each([
    ["complete scopes", "complete", [scope("complete"), scope("complete")], 0],
    ["a partial scope beside a complete one", "partial", [scope("complete"), scope("partial")], 3],
    ["a partial scope with some answers", "partial", [scope("partial", { retrieved: 1, failed: 1 })], 3],
    ["a partial scope with refusals only", "partial", [scope("partial", { refused: 1, deferred: 1 })], 3],
    ["a scope without one answer", "partial", [scope("partial", { failed: 5 })], 4],
    [
      "a scope without one answer beside another slot's",
      "partial",
      [scope("partial", { failed: 5 }), scope("complete", { retrieved: 1 }, "other")],
      4,
    ],
    ["no data at all", "no-data", [noData], 4],
    ["a scope without data beside a complete one", "partial", [noData, scope("complete")], 3],
  ] as const)("of %s", (_, status, scopes, code) => {
    expect(exitCodeOf({ slot: "s", status, scopes: [...scopes], irregularities: [] })).toBe(code);
  });

  it("is partial where all that was answered could not be read: the source is there", () => {
    const irregularities = [{ kind: "unreadable-item", count: 1, meaning: "", examples: [] }];
    const report = { slot: "s", status: "partial", irregularities } as const;
    expect(exitCodeOf({ ...report, irregularities, scopes: [scope("partial")] })).toBe(3);
    expect(exitCodeOf({ ...report, irregularities, scopes: [noData] })).toBe(4);
  });

  it.each([
    ["complete", null, 0],
    ["complete", "info", 0],
    ["complete", "warning", 5],
    ["complete", "critical", 5],
    ["partial", "critical", 3],
  ] as const)("of a %s report whose worst crossed threshold is %s is %d", (status, worst, code) => {
    const scopes = [scope(status, { retrieved: 1 })];
    expect(exitCodeOf({ slot: "s", status, scopes, irregularities: [], policy: { rules: [], worst } })).toBe(code);
  });
});
