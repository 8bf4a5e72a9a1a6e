import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outdatedReports } from "./outdated-reports.ts";

const DAY = 86_400_000;
const NOW = new Date("2026-11-24T06:00:00Z");
const report = (daysAgo: number) => ({ name: `${daysAgo}`, finishedAtMs: NOW.getTime() - daysAgo * DAY });
const names = (reports: readonly { name: string }[]) => reports.map(({ name }) => name).sort();

describe("of reports of 0, 1, 2, 3 and 40 days, what nothing keeps", () => {
  it.each([
    [{ reports: 2 }, [], ["2", "3", "40"]],
    [{ reports: 1 }, ["3"], ["1", "2", "40"]],
    [{ reports: 9 }, [], []],
    [{ days: 2.5 }, [], ["3", "40"]],
    [{ days: 0.5, reports: 3 }, [], ["3", "40"]],
    [{ days: 10, reports: 1 }, [], ["40"]],
  ])("with %j and %j protected are %j", (keep, kept, expected) => {
    const reports = [2, 0, 40, 1, 3].map(report);
    expect(names(outdatedReports(reports, keep, NOW, new Set(kept)))).toEqual(expected);
  });
});

it("leaves those of a clock that was ahead, and keeps as many others as if they were not there", () => {
  const reports = [-400, -1, 0, 1, 2, 3].map(report);
  expect(names(outdatedReports(reports, { reports: 2 }, NOW, new Set()))).toEqual(["2", "3"]);
  expect(names(outdatedReports(reports, { days: 0.5 }, NOW, new Set()))).toEqual(["1", "2", "3"]);
  // A clock that was set back makes all of them reports of the future.
  const earlier = new Date(NOW.getTime() - 30 * DAY);
  expect(outdatedReports(reports, { days: 0.5 }, earlier, new Set())).toEqual([]);
  const almostNow = [{ name: "a", finishedAtMs: NOW.getTime() + 3_000_000 }, report(0)];
  expect(names(outdatedReports(almostNow, { reports: 1 }, NOW, new Set()))).toEqual(["0"]);
});

it("never removes the newest, one that is protected, one of the newest that are kept, or a younger one", () => {
  const days = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 30 });
  const settings = fc.record({ reports: fc.integer({ min: 1, max: 40 }), days: fc.integer({ min: 1, max: 120 }) });
  fc.assert(
    fc.property(days, fc.option(settings.map(({ reports }) => ({ reports }))), settings, (ages, byCount, both) => {
      const reports = ages.map((age, index) => ({ ...report(age), name: `r${index}` }));
      const keep = byCount ?? both;
      const kept = new Set(reports.slice(0, 2).map(({ name }) => name));
      const gone = outdatedReports(reports, keep, NOW, kept);
      const left = reports.filter((each) => !gone.includes(each));
      expect(left.length).toBeGreaterThanOrEqual(Math.min(reports.length, keep.reports));
      for (const each of gone) {
        expect(kept.has(each.name)).toBe(false);
        expect(left.filter((other) => other.finishedAtMs >= each.finishedAtMs).length).toBeGreaterThanOrEqual(
          keep.reports,
        );
        if (byCount === null) expect(NOW.getTime() - each.finishedAtMs).toBeGreaterThan(both.days * DAY);
      }
    }),
  );
});
