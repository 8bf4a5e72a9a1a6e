import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Timetable, timetable } from "./timetable.ts";

function of(cron: string, timeZone = "UTC", jitterSeconds = 0, jitterSeed = "seed"): Timetable {
  return timetable({ cron, timeZone, jitterSeconds, jitterSeed });
}

/** The moments behind `from`, up to `to`, without the seconds. */
function moments(cron: string, timeZone: string, from: string, to: string): readonly string[] {
  const found: string[] = [];
  const table = of(cron, timeZone);
  const end = new Date(to);
  for (let at = table.next(new Date(from)); at !== undefined && at <= end; at = table.next(at)) {
    found.push(at.toISOString().replace(/:00\.000Z$/, "Z"));
  }
  return found;
}

describe("a timetable", () => {
  it("has the hours of its time zone", () => {
    expect(moments("0 6 * * *", "Europe/Berlin", "2026-11-23T12:00Z", "2026-11-25T12:00Z")).toEqual([
      "2026-11-24T05:00Z",
      "2026-11-25T05:00Z",
    ]);
  });

  it("knows seconds", () => {
    expect(of("30 0 6 * * *").next(new Date("2026-11-24T06:00:00Z"))).toEqual(new Date("2026-11-24T06:00:30Z"));
  });

  it("has the moment itself as its latest, and not as its next", () => {
    const table = of("0 6 * * *");
    const at = new Date("2026-11-24T06:00:00.000Z");
    expect(table.latest(at)).toEqual(at);
    expect(table.latest(new Date(at.getTime() - 1))).toEqual(new Date("2026-11-23T06:00:00Z"));
    expect(table.latest(new Date(at.getTime() + 1))).toEqual(at);
    expect(table.next(at)).toEqual(new Date("2026-11-25T06:00:00Z"));
    expect(table.next(new Date(at.getTime() - 1))).toEqual(at);
  });

  it.each(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "UTC"])(
    "finds backwards in %s what it finds forwards, at any time of the year",
    (zone) => {
      const patterns = ["0 6 * * *", "30 2 * * *", "15,45 1-2 * * *", "*/10 * * * *", "0 */6 * * 1-5", "0 0 29 2 *"];
      const any = fc.date({ min: new Date("2026-01-01"), max: new Date("2028-12-31"), noInvalidDate: true });
      fc.assert(
        fc.property(fc.constantFrom(...patterns), any, (cron, at) => {
          const table = of(cron, zone);
          const latest = table.latest(at) as Date;
          const next = table.next(at) as Date;
          expect(latest <= at && at < next).toBe(true);
          expect(table.next(latest)).toEqual(next);
          expect(table.latest(new Date(next.getTime() - 1))).toEqual(latest);
        }),
        { seed: 1, numRuns: 150 },
      );
    },
  );
});

describe("where an hour is skipped or comes twice", () => {
  // Spring: 02:00 is 03:00. Autumn: 03:00 is 02:00 once more. America does so at its own 02:00; Lord Howe by half an hour.
  const CHANGES = {
    "Berlin in spring": ["Europe/Berlin", "2026-03-28T12:00Z", "2026-03-30T12:00Z"],
    "Berlin in autumn": ["Europe/Berlin", "2026-10-24T12:00Z", "2026-10-26T12:00Z"],
    "New York in spring": ["America/New_York", "2026-03-07T12:00Z", "2026-03-09T12:00Z"],
    "New York in autumn": ["America/New_York", "2026-10-31T12:00Z", "2026-11-02T12:00Z"],
    "Lord Howe in spring": ["Australia/Lord_Howe", "2026-10-03T03:00Z", "2026-10-05T03:00Z"],
    "Lord Howe in autumn": ["Australia/Lord_Howe", "2026-04-04T03:00Z", "2026-04-06T03:00Z"],
  } as const;

  it.each([
    ["Berlin in spring", "30 2 * * *", ["2026-03-29T01:00Z", "2026-03-30T00:30Z"]],
    ["Berlin in autumn", "30 2 * * *", ["2026-10-25T00:30Z", "2026-10-26T01:30Z"]],
    ["New York in spring", "30 2 * * *", ["2026-03-08T07:00Z", "2026-03-09T06:30Z"]],
    ["New York in autumn", "30 1 * * *", ["2026-11-01T05:30Z", "2026-11-02T06:30Z"]],
    ["Lord Howe in spring", "15 2 * * *", ["2026-10-03T15:30Z", "2026-10-04T15:15Z"]],
    ["Lord Howe in autumn", "45 1 * * *", ["2026-04-04T14:45Z", "2026-04-05T15:15Z"]],
  ] as const)("a fixed time comes once a day: %s", (change, cron, expected) => {
    const [zone, from, to] = CHANGES[change];
    expect(moments(cron, zone, from, to)).toEqual(expected);
  });

  it("a fixed time of a list comes once too, and what falls together is one moment", () => {
    const [zone, from] = CHANGES["Berlin in spring"];
    expect(moments("0,30 2 * * *", zone, from, "2026-03-29T12:00Z")).toEqual(["2026-03-29T01:00Z"]);
    expect(moments("0 2,3 * * *", zone, from, "2026-03-29T12:00Z")).toEqual(["2026-03-29T01:00Z"]);
    const [, autumn] = CHANGES["Berlin in autumn"];
    expect(moments("0,30 2 * * *", zone, autumn, "2026-10-25T12:00Z")).toEqual([
      "2026-10-25T00:00Z",
      "2026-10-25T00:30Z",
    ]);
  });

  it.each([
    ["Berlin in spring", "0 * * * *", 48],
    ["Berlin in autumn", "0 * * * *", 48],
    ["New York in spring", "*/30 * * * *", 96],
    ["New York in autumn", "*/30 * * * *", 96],
    ["Lord Howe in spring", "*/30 * * * *", 96],
    ["Lord Howe in autumn", "*/30 * * * *", 96],
  ] as const)("a pattern that repeats goes by the time that passes: %s", (change, cron, count) => {
    const [zone, from, to] = CHANGES[change];
    const found = moments(cron, zone, from, to);
    expect(found).toHaveLength(count);
    const gaps = found.slice(1).map((at, index) => Date.parse(at) - Date.parse(found[index] ?? ""));
    expect(new Set(gaps).size).toBe(1);
  });
});

describe("the jitter of a timetable", () => {
  const days = Array.from({ length: 200 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day, 6)));
  const offsets = (seed: string, seconds: number): readonly number[] => {
    const table = of("0 6 * * *", "UTC", seconds, seed);
    return days.map((day) => table.startOf(day).getTime() - day.getTime());
  };

  it("is none without it", () => {
    expect(new Set(offsets("seed", 0))).toEqual(new Set([0]));
  });

  it("is the same for the same slot and scopes, and another for others", () => {
    expect(offsets("seed", 300)).toEqual(offsets("seed", 300));
    expect(offsets("seed", 300)).not.toEqual(offsets("other", 300));
    expect(new Set(offsets("seed", 300)).size).toBeGreaterThan(190);
  });

  it("is spread over all that is allowed, and never more", () => {
    const found = offsets("seed", 300).toSorted((one, other) => one - other);
    expect(found.at(0)).toBeGreaterThanOrEqual(0);
    expect(found.at(0)).toBeLessThan(15_000);
    expect(found.at(-1)).toBeLessThan(300_000);
    expect(found.at(-1)).toBeGreaterThan(285_000);
  });

  it("never reaches the next moment", () => {
    const table = of("*/5 * * * * *", "UTC", 3600);
    for (let second = 0; second < 600; second += 5) {
      const moment = new Date(Date.UTC(2026, 0, 1, 0, 0, second));
      expect(table.startOf(moment).getTime()).toBeLessThan(moment.getTime() + 5000);
    }
  });
});
