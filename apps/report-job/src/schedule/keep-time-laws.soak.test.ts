import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS, keep, MINUTE_MS, SECOND_MS, slotsOf } from "./keep-time.test-support.ts";

/** A number from 0 to below 1 for a text and a seed: how a run goes must not depend on when it is made. */
function chance(slot: string, seed: number): number {
  let hash = seed | 0;
  for (const character of slot) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash ^= hash >>> 15;
  return (Math.imul(hash, 0x2c1b3c6d) >>> 0) / 2 ** 32;
}

describe("a whole year", () => {
  it.each([
    ["Europe/Berlin", "30 2 * * *", 365],
    ["America/New_York", "30 1,2 * * *", 365 * 2],
    ["Australia/Lord_Howe", "45 1 * * *", 365],
    ["Europe/Berlin", "0 */6 * * *", 365 * 4],
  ])("in %s with %s brings every moment exactly once", async (zone, cron, count) => {
    const [from, to] = ["2026-01-01T12:30:00Z", "2027-01-01T12:30:00Z"];
    const kept = await keep({ cron, zone, from, to, jitterSeconds: 600 });
    expect(kept.slots).toEqual(slotsOf(kept.table, from, to));
    expect(kept.slots).toHaveLength(count);
    expect(kept.skipped).toBe(0);
    for (const { slot, at } of kept.made) expect(at).toEqual(kept.table.startOf(new Date(slot)));
  });
});

describe("for any runs, long or short", () => {
  const schedules = fc.record({
    cron: fc.constantFrom("0 * * * *", "*/20 * * * *", "0 2,3,14 * * *", "30 1-2 * * *"),
    zone: fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe"),
    // Around both changes of the clocks.
    from: fc.constantFrom(
      "2026-03-07T00:00:00Z",
      "2026-03-28T00:00:00Z",
      "2026-10-03T00:00:00Z",
      "2026-10-24T12:34:56Z",
    ),
    jitterSeconds: fc.constantFrom(0, 30, 7200),
    longestMs: fc.constantFrom(SECOND_MS, 20 * MINUTE_MS, 5 * HOUR_MS),
    seed: fc.nat(),
  });

  it("every moment is begun exactly once, in order, or counted as skipped; none begins early", async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async ({ longestMs, seed, ...schedule }) => {
        const to = new Date(Date.parse(schedule.from) + 30.01 * HOUR_MS).toISOString();
        const kept = await keep({
          ...schedule,
          to,
          // The end of a run that the end of the schedule meets does not matter here.
          run: (slot, _, clock) => clock.pass(1 + Math.floor(chance(slot, seed) * longestMs)).then(() => 0),
        });
        const slots = slotsOf(kept.table, schedule.from, to);
        expect(new Set(kept.slots).size).toBe(kept.slots.length);
        expect(kept.slots).toEqual(kept.slots.toSorted());
        // Behind the last one that was begun, nothing is decided yet.
        const decided = slots.indexOf(kept.slots.at(-1) ?? "") + 1;
        expect(kept.slots.length + kept.skipped).toBe(decided);
        for (const slot of kept.slots) expect(slots).toContain(slot);
        for (const { slot, at } of kept.made) expect(at >= kept.table.startOf(new Date(slot))).toBe(true);
        // Short runs let nothing be missed.
        if (longestMs === SECOND_MS && schedule.jitterSeconds === 0) {
          expect(decided).toBe(slots.length);
          expect(kept.skipped).toBe(0);
        }
      }),
      { seed: 4, numRuns: 25 },
    );
  });

  it("and any changes of the clock, no slot begins twice or before its moment", async () => {
    const change = fc.record({
      afterMs: fc.integer({ min: 1, max: 30 * HOUR_MS }),
      byMs: fc.oneof(
        fc.integer({ min: -3 * SECOND_MS, max: 3 * SECOND_MS }),
        fc.integer({ min: -4 * HOUR_MS, max: 4 * HOUR_MS }),
        fc.integer({ min: -40 * 24 * HOUR_MS, max: 40 * 24 * HOUR_MS }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(
        schedules,
        fc.array(change, { maxLength: 8 }),
        async ({ longestMs, seed, ...schedule }, changes) => {
          const start = Date.parse(schedule.from);
          const kept = await keep({
            ...schedule,
            to: new Date(start + 30 * HOUR_MS).toISOString(),
            run: (slot, _, clock) => clock.pass(1 + Math.floor(chance(slot, seed) * longestMs)).then(() => 0),
            arrange: (clock) => {
              for (const { afterMs, byMs } of changes) clock.at(new Date(start + afterMs), () => clock.set(byMs));
            },
          });
          expect(new Set(kept.slots).size).toBe(kept.slots.length);
          for (const { slot, at } of kept.made) {
            expect(at >= kept.table.startOf(new Date(slot))).toBe(true);
            expect(kept.table.latest(new Date(slot))).toEqual(new Date(slot));
          }
        },
      ),
      { seed: 5, numRuns: 25 },
    );
  });
});
