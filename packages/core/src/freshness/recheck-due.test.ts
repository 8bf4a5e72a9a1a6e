import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../errors/invalid-input-error.ts";
import { type RecheckAge, recheckDue } from "./recheck-due.ts";
import { stableFraction } from "./stable-fraction.ts";

const START_MS = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;
const WEEK_SECONDS = 7 * 86_400;

const timeMs = fc.integer({ min: 0, max: 4_102_444_800_000 });
const ageSeconds = fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 3_155_760_000 }));
/** Any that `stableFraction` may give, its edges among them. */
const fraction = fc.oneof(
  fc.maxSafeNat().map((it) => it / 2 ** 53),
  fc.constantFrom(0, 0.5, 1 - 2 ** -53, 2 ** -53),
);

function due(checkedAtMs: number, nowMs: number, recheckAfterSeconds: number, fraction: number): boolean {
  return recheckDue({ checkedAt: new Date(checkedAtMs), now: new Date(nowMs), recheckAfterSeconds, fraction });
}

describe("a recheck", () => {
  it.each([
    // The turn of the fraction ¼ comes ¾ of the age after each multiple of it: 10 s × ¾.
    [7_500, 7_501, false],
    [7_499, 7_499, false],
    [7_499, 7_500, true],
    [7_500, 17_499, false],
    [7_500, 17_500, true],
    [0, 7_499, false],
    [0, 7_500, true],
    [0, 1_000_000, true],
  ])("of what was checked at %d ms is due at %d ms: %s", (checkedAtMs, nowMs, expected) => {
    expect(due(checkedAtMs, nowMs, 10, 0.25)).toBe(expected);
  });

  it("is due at the recheck age at the latest, to the millisecond", () => {
    fc.assert(
      fc.property(timeMs, ageSeconds, fraction, (checkedAtMs, age, place) => {
        expect(due(checkedAtMs, checkedAtMs + age * 1000, age, place)).toBe(true);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it("has one turn in a recheck age: what was checked in its turn is not due before the age is over", () => {
    fc.assert(
      fc.property(
        timeMs,
        ageSeconds,
        fraction,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (aboutMs, age, place, at) => {
          const ageMs = age * 1000;
          const turnMs = Math.ceil((aboutMs + ageMs) / ageMs) * ageMs - Math.floor(place * ageMs);
          expect(due(turnMs, turnMs + Math.floor(at * (ageMs - 1)), age, place)).toBe(false);
          expect(due(turnMs - 1, turnMs, age, place)).toBe(true);
        },
      ),
      { seed: 2, numRuns: 2000 },
    );
  });

  it("that is due stays due until it was made, and one that is made now is not due now", () => {
    fc.assert(
      fc.property(timeMs, fc.nat(), fc.nat(), ageSeconds, fraction, (checkedAtMs, laterMs, more, age, place) => {
        if (due(checkedAtMs, checkedAtMs + laterMs, age, place))
          expect(due(checkedAtMs, checkedAtMs + laterMs + more, age, place)).toBe(true);
        expect(due(checkedAtMs, checkedAtMs, age, place)).toBe(false);
        expect(due(checkedAtMs + more, checkedAtMs, age, place)).toBe(false);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it("asked for whenever it is due, at any moments, never leaves an answer older than the age and the wait until asked", () => {
    const waits = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(timeMs, waits, fc.integer({ min: 1, max: 100 }), fraction, (startMs, all, age, place) => {
        let nowMs = startMs;
        let checkedAtMs = startMs;
        for (const waitMs of all) {
          nowMs += waitMs;
          const ageMs = nowMs - checkedAtMs;
          if (due(checkedAtMs, nowMs, age, place)) checkedAtMs = nowMs;
          else expect(ageMs).toBeLessThan(age * 1000);
        }
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});

describe("over many resources that were all checked at once", () => {
  const COUNT = 20_000;
  const places = Array.from({ length: COUNT }, (_, index) =>
    stableFraction(`arn:aws:cases:eu-central-1:1:domain/d/case/${index}`),
  );

  it("the share of a run's own part of the age is due in each run, from the first day on", () => {
    const checkedAtMs = new Array<number>(COUNT).fill(START_MS);
    for (let day = 1; day <= 21; day += 1) {
      const nowMs = START_MS + day * DAY_MS;
      let asked = 0;
      for (const [index, place] of places.entries()) {
        if (!due(checkedAtMs[index] ?? 0, nowMs, WEEK_SECONDS, place)) continue;
        checkedAtMs[index] = nowMs;
        asked += 1;
      }
      expect(Math.abs(asked - COUNT / 7)).toBeLessThan(deviation(1 / 7));
    }
  });

  it.each([
    [3_600_000, 0],
    [DAY_MS, 0],
    [DAY_MS, 5 * DAY_MS + 12_345],
    [6.5 * DAY_MS, 3 * DAY_MS],
  ])("so is that of any window: one of %d ms, %d ms after the beginning", (windowMs, afterMs) => {
    const from = START_MS + afterMs;
    const share = windowMs / (WEEK_SECONDS * 1000);
    const asked = places.filter((place) => due(from, from + windowMs, WEEK_SECONDS, place)).length;
    expect(Math.abs(asked - COUNT * share)).toBeLessThan(deviation(share));
  });

  /** Five standard deviations of how many of them have their turn in a share of the age. */
  function deviation(share: number): number {
    return 5 * Math.sqrt(COUNT * share * (1 - share));
  }
});

describe("what is no date and what is out of range is refused, all of it at once", () => {
  const FINE: RecheckAge = {
    checkedAt: new Date(START_MS),
    now: new Date(START_MS),
    recheckAfterSeconds: WEEK_SECONDS,
    fraction: 0.5,
  };

  it.each([
    ["checkedAt", new Date(Number.NaN)],
    ["now", new Date("soon")],
    ...[0, -1, 0.5, 3_155_760_001, Number.NaN, Number.POSITIVE_INFINITY].map((it) => ["recheckAfterSeconds", it]),
    ...[-Number.MIN_VALUE, 1, Number.NaN, Number.POSITIVE_INFINITY].map((it) => ["fraction", it]),
  ] as [keyof RecheckAge, unknown][])("%s: %s", (name, value) => {
    expect(() => recheckDue({ ...FINE, [name]: value })).toThrow(InvalidInputError);
    expect(() => recheckDue({ ...FINE, [name]: value })).toThrow(new RegExp(`${name}: expected a `));
  });

  it("together, with what was received", () => {
    const refused = () => recheckDue({ ...FINE, now: new Date(Number.NaN), recheckAfterSeconds: 0, fraction: 1 });
    expect(refused).toThrow(
      "recheckDue:\n" +
        "  now: expected a date, received NaN\n" +
        "  recheckAfterSeconds: expected a whole number from 1 to 3155760000, received 0\n" +
        "  fraction: expected a number from 0 to below 1, received 1",
    );
  });
});
