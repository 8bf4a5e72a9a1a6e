import { describe, expect, it } from "vitest";
import { timetable } from "../schedule/timetable.ts";
import { makePlan } from "./make-plan.ts";
import { type PlannedScope, planSchema } from "./plan-schema.ts";
import { planText } from "./plan-text.ts";

const NOW = new Date("2026-11-24T06:00:00.000Z");
const MINUTE = 60_000;

/** A scope with so many calls, and so many for a full search, at 1.5 a second. */
function aScope(calls: number, searchCalls = 0, change: Partial<PlannedScope> = {}): PlannedScope {
  return {
    scope: "main",
    unreadable: null,
    isKnown: true,
    isList: false,
    goesOnWith: null,
    publishesFirst: null,
    files: 2 * calls,
    due: calls,
    dueByReason: { new: calls },
    asked: calls,
    calls,
    search: { newFilesSince: null, isFull: searchCalls > 0, leastCalls: searchCalls },
    pace: { callsPerSecond: 1.5, searchCallsPerSecond: 1.5 },
    seconds: { search: searchCalls / 1.5, calls: calls / 1.5 },
    ...change,
  };
}

function daily(cron: string) {
  return timetable({ cron, timeZone: "Europe/Berlin", jitterSeconds: 0, jitterSeed: "" });
}

describe("a plan of several scopes", () => {
  it("adds them up, for they run one after the other", () => {
    const plan = makePlan([aScope(900), aScope(90, 10)], { now: NOW, full: false });
    expect(planSchema.parse(plan).total).toEqual({
      files: 1980,
      due: 990,
      calls: 990,
      leastSearchCalls: 10,
      seconds: 1000 / 1.5,
      endsAt: "2026-11-24T06:11:06.666Z",
    });
    expect(planText(plan)).toContain("Begun now, it would take at least 11 min, until 2026-11-24T06:11:06.666Z.");
  });

  it.each([
    ["without a quota", { seconds: { search: null, calls: null } }],
    ["that cannot be read", { unreadable: "in use" }],
    ["of which nothing is known", { isKnown: false, files: 0, calls: 0, due: 0, dueByReason: {} }],
  ])("says no time where it has one %s", (_, change) => {
    const plan = makePlan([aScope(900), aScope(1, 0, change)], { now: NOW, full: false, timeBoxMs: 14 * MINUTE });
    expect(plan).toMatchObject({ total: { seconds: null, endsAt: null }, timeBox: { runs: null, lastSlot: null } });
    expect(planText(plan)).toContain("In runs of 14 min: it cannot be told how many.");
  });
});

describe("a plan in time boxes", () => {
  it("names the moment of the last run by the schedule, in its time zone", () => {
    const options = { now: NOW, full: false, timeBoxMs: 14 * MINUTE, schedule: daily("0 6 * * *") };
    // 13 of 14 minutes are for calls: 1,170.
    expect(makePlan([aScope(3 * 1170)], options).timeBox).toEqual({
      seconds: 840,
      runs: 3,
      lastSlot: "2026-11-27T05:00:00.000Z",
    });
  });

  it("warns of a search whose page token expires before the next run, unless it fits or the runs are closer", () => {
    const options = { now: NOW, full: false, timeBoxMs: 14 * MINUTE };
    const warned = (searchCalls: number, cron: string): boolean =>
      makePlan([aScope(10, searchCalls)], { ...options, schedule: daily(cron) }).warnings.some((text) =>
        text.includes("it begins anew each time"),
      );
    expect([warned(600, "0 6 * * *"), warned(500, "0 6 * * *"), warned(600, "0 * * * *")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("warns of a search that needs more than a day of calls", () => {
    const warned = (searchCalls: number): boolean =>
      makePlan([aScope(10, searchCalls)], { now: NOW, full: false }).warnings.some((text) => text.includes("24 hours"));
    expect([warned(1.5 * 86_400), warned(1.5 * 86_400 + 3)]).toEqual([false, true]);
  });
});

it("text says what is due and why, what is searched, and never a stranger's command", () => {
  const scope = aScope(2, 3, { dueByReason: { unsettled: 1, new: 1 }, asked: 5, goesOnWith: "2026-11-23" });
  const text = planText(
    makePlan([scope, aScope(0, 0, { scope: "other", unreadable: "bad \u001b[2J" })], { now: NOW, full: false }),
  );
  expect(text).toBe(
    [
      "main: 4 files known",
      "  The run of slot 2026-11-23 goes on; this is what is left of it",
      "  Search   for all files: at least 3 calls, an estimate; 2.0 s at 1.5 a second",
      "  Due      2 files (1 new, 1 unsettled)",
      "  Calls    2 calls, for 5 files: others of the same cases come along; 1.3 s at 1.5 a second",
      "other: bad \\u{1b}[2J",
      "All scopes: 2 calls for metadata, at least 3 calls of searches",
      "Files that the search finds are not in it: each new one is asked for, too.",
      "",
    ].join("\n"),
  );
});
