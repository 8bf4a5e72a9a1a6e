import { describe, expect, it } from "vitest";
import type { ExitCode } from "../exit-code.ts";
import { BEGINNING, healthOf, type Standing } from "./standing.ts";

const NOW = new Date("2026-11-24T06:00:00Z");
const at = (offsetSeconds: number): Date => new Date(NOW.getTime() + offsetSeconds * 1000);

function ended(exitCode: ExitCode): Standing {
  const last = { slot: "2026-11-24T05:00:00Z", startedAt: at(-3600), finishedAt: at(-3000), exitCode };
  return { ...BEGINNING, last, next: { slot: "2026-11-24T07:00:00Z", startsAt: at(3600) } };
}

describe("the health of a schedule", () => {
  it("is good before its first run", () => {
    expect(healthOf(BEGINNING, NOW, 600)).toEqual({
      status: "healthy",
      reasons: [],
      now: "2026-11-24T06:00:00.000Z",
      state: "waiting",
      current: null,
      next: null,
      last: null,
      skippedSlots: 0,
    });
  });

  it.each([0, 3, 5] as const)("is good after a run that ended with %d: that is an answer", (exitCode) => {
    expect(healthOf(ended(exitCode), NOW, 600)).toMatchObject({ status: "healthy", last: { exitCode } });
  });

  it.each([
    [1, "Slot 2026-11-24T05:00:00Z ended with 1 (a defect)."],
    [2, "Slot 2026-11-24T05:00:00Z ended with 2 (wrong configuration)."],
    [4, "Slot 2026-11-24T05:00:00Z ended with 4 (nothing was answered)."],
  ] as const)("is bad after a run that ended with %d, and says why", (exitCode, reason) => {
    expect(healthOf(ended(exitCode), NOW, 600)).toMatchObject({ status: "unhealthy", reasons: [reason] });
  });

  it.each([
    [600, "healthy"],
    [601, "unhealthy"],
  ])("of a slot that is %d seconds late with a grace of 600 is %s, though a run is under way", (late, status) => {
    const standing: Standing = {
      ...BEGINNING,
      state: "running",
      current: { slot: "2026-11-24T04:00:00Z", startedAt: at(-7200) },
      next: { slot: "2026-11-24T05:00:00Z", startsAt: at(-late) },
    };
    expect(healthOf(standing, NOW, 600)).toMatchObject({
      status,
      current: { slot: "2026-11-24T04:00:00Z", startedAt: "2026-11-24T04:00:00.000Z" },
      reasons: status === "healthy" ? [] : ["Slot 2026-11-24T05:00:00Z is overdue by more than 600 s."],
    });
  });
});
