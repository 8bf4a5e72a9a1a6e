import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "./parse-json.ts";

test("gives every 64-bit integer exactly", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (size) => {
      expect(BigInt((parseJson(`{"a":[${size}]}`) as { a: [number | bigint] }).a[0])).toBe(size);
    }),
  );
});

test("gives whatever JSON.parse gives, where no number is beyond 2^53", () => {
  fc.assert(
    fc.property(fc.jsonValue().filter(hasNoLargeInteger), (value) => {
      const text = JSON.stringify(value);
      expect(parseJson(text)).toEqual(JSON.parse(text));
      expect(parseJson(`{"pad":"${"1".repeat(16)}","v":${text}}`)).toHaveProperty("v", JSON.parse(text));
    }),
  );
});

test.each([
  ["a number up to 2^53 - 1 stays a number", "9007199254740991", 9_007_199_254_740_991],
  ["the first beyond becomes a bigint", "9007199254740992", 9_007_199_254_740_992n],
  ["a fraction stays a number", "0.12345678901234568", 0.123_456_789_012_345_68],
  ["an exponent stays a number", "1e300", 1e300],
  ["digits in a text stay a text", '"9223372036854775807"', "9223372036854775807"],
  ["more digits than 64 bits hold are not worth a bigint", "1".repeat(400), Number.POSITIVE_INFINITY],
])("%s", (_what, text, value) => {
  expect(parseJson(`[${text}, 1234567890123456]`)).toEqual([value, 1_234_567_890_123_456]);
  expect(parseJson(`{"a" :\n\t${text}}`)).toEqual({ a: value });
  expect(parseJson(` ${text}`)).toEqual(value);
});

test("throws on text that is not JSON, with or without many digits", () => {
  expect(() => parseJson('{"a":')).toThrow(SyntaxError);
  expect(() => parseJson('{"a":1234567890123456')).toThrow(SyntaxError);
});

/** Doubles beyond 2^53 are written as integers of 16 digits and more. */
function hasNoLargeInteger(value: unknown): boolean {
  return !/(^|[^.\d])\d{16,}(?![.\de])/.test(JSON.stringify(value));
}
