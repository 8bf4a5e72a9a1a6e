import fc from "fast-check";
import { expect, it } from "vitest";
import { chanceOfAtLeast } from "./chance.ts";

it.each([
  [0, 0, 0.1, 1],
  [1, 10, 0.1, 1],
  [1, 10, 0, 0],
  [10, 10, 0.5, 0.5 ** 10],
  [5, 5, 1, 1],
])("%d of %d at %d have a chance of no more than %d", (hits, draws, probability, expected) => {
  expect(chanceOfAtLeast(hits, draws, probability)).toBeCloseTo(expected, 12);
});

it("is never less than the exact chance", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.nat(40),
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
      (draws, hits, q) => {
        fc.pre(hits <= draws);
        let exact = 0;
        let binomial = 1;
        for (let k = 0; k <= draws; k += 1) {
          if (k >= hits) exact += binomial * q ** k * (1 - q) ** (draws - k);
          binomial *= (draws - k) / (k + 1);
        }
        expect(chanceOfAtLeast(hits, draws, q)).toBeGreaterThanOrEqual(exact * (1 - 1e-9));
      },
    ),
    { seed: 7, numRuns: 500 },
  );
});
