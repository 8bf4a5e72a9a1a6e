import { expect, it } from "vitest";
import { median, ratiosOf, spreadOf } from "./spread.ts";

it("takes the middle, or the mean of the two in the middle", () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([5])]).toEqual([2, 2.5, 5]);
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
});

it("compares each round with the same round, and refuses rounds that have no pair", () => {
  expect(ratiosOf([2, 30], [1, 10])).toEqual({ median: 2.5, least: 2, most: 3 });
  expect(() => ratiosOf([1], [])).toThrow("pairs");
});
