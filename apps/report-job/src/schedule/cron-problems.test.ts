import { describe, expect, it } from "vitest";
import { parseConfig } from "../config/parse-config.ts";
import { cronProblems, isTimeZone } from "./cron-problems.ts";

describe("a cron pattern", () => {
  it.each([
    "0 6 * * *",
    "  */15 8-18 * * MON-FRI ",
    "30 0 6 * * *",
    "* * * * * *",
    "0 6 L * *",
    "0 6 * * FRI#2",
    "0 0 29 2 *",
    "@daily",
    "@Hourly",
  ])("may be '%s'", (pattern) => {
    expect(cronProblems(pattern)).toEqual([]);
  });

  it.each([
    ["", "5 fields"],
    ["* * *", "5 fields"],
    ["0 6 * * * * 2027", "5 fields"],
    ["2026-11-24T06:00:00", "5 fields"],
    ["@reboot", "5 fields"],
    ["every morning at six o clock", "a second of 0 to 59"],
    ["61 * * * *", 'a minute of 0 to 59, as one, a list (1,3), a range (1-5) or in steps (*/2), in the place of "61"'],
    [
      "60 0 6 * * *",
      'a second of 0 to 59, as one, a list (1,3), a range (1-5) or in steps (*/2), in the place of "60"',
    ],
    ["0 24 * * *", "an hour of 0 to 23"],
    ["0 6 32 * *", "a day of the month of 1 to 31"],
    ["0 6 * 13 *", "a month of 1 to 12 or JAN to DEC"],
    ["0 6 * * 8", "a weekday of 0 to 7"],
    ["*/0 * * * *", "a minute of 0 to 59"],
    ["0 0 30 2 *", "a pattern that comes at all"],
    ["0 0 31 4,6,9,11 *", "a pattern that comes at all"],
  ])("is not '%s'", (pattern, expected) => {
    expect(cronProblems(pattern)[0]).toContain(expected);
  });

  it("is told all that is wrong with it at once", () => {
    expect(cronProblems("61 25 32 13 9")).toHaveLength(5);
  });
});

describe("a time zone", () => {
  it.each(["UTC", "Europe/Berlin", "Australia/Lord_Howe", "Etc/GMT-3"])("may be %s", (name) => {
    expect(isTimeZone(name)).toBe(true);
  });
  it.each(["", "Europe/Atlantis", "CEST", "Berlin"])("is not '%s'", (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});

describe("the section of the configuration", () => {
  function parse(schedule: unknown, origin?: ReadonlyMap<string, string>) {
    return parseConfig({ scopes: [{ name: "main" }], schedule }, origin);
  }

  it("needs a pattern alone", () => {
    expect(parse({ cron: "0 6 * * *" })).toMatchObject({
      value: {
        schedule: {
          cron: "0 6 * * *",
          timeZone: "UTC",
          jitterSeconds: 0,
          missed: "latest",
          healthHost: "127.0.0.1",
          healthGraceSeconds: 600,
        },
      },
    });
  });

  it("tells every problem with its place, its value and what is allowed", () => {
    const parsed = parse(
      { cron: "61 25 * * *", timeZone: "Nowhere", jitterSeconds: -1, missed: "all", healthPort: 70_000 },
      new Map([["schedule.cron", "--cron"]]),
    );
    expect(parsed).toMatchObject({ ok: false });
    if (parsed.ok) return;
    expect(parsed.issues).toMatchObject([
      { path: "--cron", expected: expect.stringContaining("a minute of 0 to 59"), received: '"61 25 * * *"' },
      { path: "--cron", expected: expect.stringContaining("an hour of 0 to 23"), received: '"61 25 * * *"' },
      { path: "schedule.timeZone", expected: expect.stringContaining("as Europe/Berlin"), received: '"Nowhere"' },
      { path: "schedule.jitterSeconds", expected: "at least 0", received: "-1" },
      { path: "schedule.missed", expected: "'latest', which is all there is", received: '"all"' },
      { path: "schedule.healthPort", expected: "at most 65535", received: "70000" },
    ]);
  });

  it.each([{}, { timeZone: "UTC" }])("is none without a pattern: %j", (schedule) => {
    expect(parse(schedule)).toMatchObject({ issues: [{ path: "schedule.cron", received: "nothing" }] });
  });
});
