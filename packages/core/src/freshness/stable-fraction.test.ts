import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stableFraction } from "./stable-fraction.ts";

const CASE = "arn:aws:cases:eu-central-1:111122223333:domain/0f1e2d3c-0000-4000-8000-000000000000/case/";

it.each([
  ["a", 7_929_297_801_672_961],
  ["b", 8_684_336_938_537_663],
  ["revenge", 4_051_478_007_546_757],
  ["revenue", 8_309_097_637_345_594],
])("of %j it is %d / 2^53, as the algorithm's author has it, for ever", (text, hash) => {
  expect(stableFraction(text) * 2 ** 53).toBe(hash);
});

it.each([
  ["", 3_338_908_027_751_811],
  [`${CASE}c-1`, 1_688_306_896_674_625],
  ["件\u{1f5ce}\ud800", 2_528_870_680_704_247],
])("of %j it is the same for ever", (text, hash) => {
  expect(stableFraction(text) * 2 ** 53).toBe(hash);
});

/** Halves of characters among them. */
const units = fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes));

it("of any text it is in [0, 1), and a whole multiple of 2^-53", () => {
  fc.assert(
    fc.property(units, (text) => {
      const fraction = stableFraction(text);
      expect(fraction).toBeGreaterThanOrEqual(0);
      expect(fraction).toBeLessThan(1);
      expect(Number.isInteger(fraction * 2 ** 53)).toBe(true);
    }),
    { seed: 5, numRuns: 500 },
  );
});

/** Keys as they come: in order, at random, and with all that differs in front. */
const KEYS: Readonly<Record<string, (index: number) => string>> = {
  "numbers behind a long prefix": (index) => `${CASE}${index}`,
  "padded numbers behind a long prefix": (index) => `${CASE}c-${String(index).padStart(8, "0")}`,
  "ids like UUIDs behind a long prefix": (index) =>
    `${CASE}${(index * 2_654_435_761).toString(16).padStart(12, "0")}-4000-8000-${index.toString(16)}`,
  "numbers before a long suffix": (index) => `${index}/${CASE}`,
  "two places that differ": (index) => `i-${index % 7} ${CASE}${Math.floor(index / 7)}`,
};

describe.each(Object.entries(KEYS))("of %s", (_what, keyOf) => {
  const COUNT = 100_000;
  const fractions = Array.from({ length: COUNT }, (_, index) => stableFraction(keyOf(index)));

  it.each([2, 7, 64, 1000])("it is evenly spread over %d bins", (bins) => {
    const counts = new Array<number>(bins).fill(0);
    for (const fraction of fractions) {
      const bin = Math.floor(fraction * bins);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    const expected = COUNT / bins;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(largestChiSquare(bins - 1));
  });

  it("it differs from key to key", () => {
    expect(new Set(fractions).size).toBe(COUNT);
  });

  it("its finer parts are evenly spread too", () => {
    const counts = new Array<number>(256).fill(0);
    for (const fraction of fractions) {
      const bin = Math.floor(fraction * 2 ** 53) % 256;
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    const expected = COUNT / 256;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(largestChiSquare(255));
  });
});

/** What an even spread exceeds about once in 30,000 times (Wilson and Hilferty's approximation, four deviations). */
function largestChiSquare(degrees: number): number {
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + 4 * Math.sqrt(spread)) ** 3;
}
