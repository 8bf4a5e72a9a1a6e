import { describe, expect, it } from "vitest";
import { momentOf, parseSlot, slotOf } from "./slot.ts";

describe("a slot", () => {
  it.each([
    "2026-11-24",
    "2026-11-24T06:00Z",
    "2026-11-24T06:00:00+01:00",
    "2028-02-29",
    "2026-11-24T0600",
    "nightly",
    "s1",
  ])("may be %s", (slot) => {
    expect(parseSlot(slot)).toEqual({ ok: true, value: slot });
  });

  it.each([
    "",
    "../x",
    "-x",
    "a b",
    "x".repeat(65),
    "latest",
    "LATEST",
    "Latest.txt",
    "2026-13-45",
    "2026-02-29",
    "2026-11-24T25:00Z",
  ])("may not be '%s'", (slot) => {
    expect(parseSlot(slot)).toMatchObject({ ok: false, issues: [{ path: "--slot" }] });
  });

  it("that nobody names is the second at which the run began", () => {
    const slot = slotOf(new Date("2026-11-24T06:00:00.789Z"));
    expect(slot).toBe("2026-11-24T06:00:00Z");
    expect(parseSlot(slot).ok).toBe(true);
  });
});

describe("the moment of a slot", () => {
  it.each([
    ["2026-11-24T06:00:00Z", "2026-11-24T06:00:00.000Z"],
    ["2026-11-24T06:00Z", "2026-11-24T06:00:00.000Z"],
    ["2026-11-24T06:00:00+01:00", "2026-11-24T05:00:00.000Z"],
  ])("is told by %s", (slot, moment) => {
    expect(momentOf(slot)?.toISOString()).toBe(moment);
  });

  it.each(["2026-11-24", "2026-11-24T06:00:00", "nightly-41", "2026-13-24T06:00:00Z", "41"])(
    "is not told by %s",
    (slot) => {
      expect(momentOf(slot)).toBeUndefined();
    },
  );
});
