import { expect, it } from "vitest";
import { SecondChances, type Unanswered } from "./second-chances.ts";

function failed(request: number): Unanswered<number> {
  return { request, failure: { code: "SourceTimeout", message: "late", retryable: true } };
}

it("no more requests are kept than there is room for, in a row of failures and behind it", () => {
  const chances = new SecondChances<number>(3);
  expect([1, 2].map((request) => chances.keep(failed(request)))).toEqual([true, true]);
  chances.grant();
  expect([3, 4].map((request) => chances.keep(failed(request)))).toEqual([true, false]);
  expect(chances.take()?.request).toBe(1);
  expect(chances.keep(failed(5))).toBe(true);
  expect(chances.refuse().map(({ request }) => request)).toEqual([3, 5]);
  expect(chances.clear().map(({ request }) => request)).toEqual([2]);
  expect(chances.take()).toBeUndefined();
});
