import { describe, expect, it } from "vitest";
import { decideSlot } from "./decide-slot.ts";
import { timetable } from "./timetable.ts";

const HOURLY = timetable({ cron: "0 * * * *", timeZone: "UTC", jitterSeconds: 0, jitterSeed: "" });
const at = (time: string): Date => new Date(`2026-11-24T${time}:00Z`);
const decide = (until: string, now: string, ...begun: readonly string[]) =>
  decideSlot(HOURLY, { until: at(until), begun: new Set(begun.map((time) => `2026-11-24T${time}:00Z`)) }, at(now));

describe("what a schedule does now", () => {
  it("is to wait for the next moment, where the latest one was decided", () => {
    expect(decide("06:00", "06:30")).toEqual({ kind: "wait", moment: at("07:00"), startsAt: at("07:00") });
  });

  it("is to run a moment when it has come", () => {
    const skipped = { count: 0, isMore: false };
    expect(decide("06:00", "07:00")).toEqual({ kind: "run", moment: at("07:00"), startsAt: at("07:00"), skipped });
  });

  it("is to run the latest of many, and count the others", () => {
    expect(decide("01:30", "07:59")).toMatchObject({ kind: "run", moment: at("07:00"), skipped: { count: 5 } });
  });

  it("is not to run what was begun before the clock went back, nor to wait for it", () => {
    expect(decide("05:10", "06:30", "06:00")).toMatchObject({ kind: "wait", moment: at("07:00") });
    expect(decide("05:10", "05:30", "06:00", "07:00")).toMatchObject({ kind: "wait", moment: at("08:00") });
  });

  it("is not to count what was begun as skipped", () => {
    expect(decide("03:10", "07:30", "05:00")).toMatchObject({ moment: at("07:00"), skipped: { count: 2 } });
  });

  it("is to wait for the latest moment, where jitter puts its start off, and to leave those before it", () => {
    const put = { ...HOURLY, startOf: (moment: Date) => new Date(moment.getTime() + 20 * 60_000) };
    const decided = { until: at("04:00"), begun: new Set<string>() };
    expect(decideSlot(put, decided, at("07:19"))).toEqual({ kind: "wait", moment: at("07:00"), startsAt: at("07:20") });
    expect(decideSlot(put, decided, at("07:20"))).toMatchObject({
      kind: "run",
      moment: at("07:00"),
      skipped: { count: 2 },
    });
  });

  it("is nothing, where the pattern comes no more", () => {
    const ended = { ...HOURLY, latest: () => undefined, next: () => undefined };
    expect(decideSlot(ended, { until: at("01:00"), begun: new Set() }, at("02:00"))).toEqual({ kind: "never" });
  });
});
