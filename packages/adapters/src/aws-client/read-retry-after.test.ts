import { expect, test } from "vitest";
import { readRetryAfterMs } from "./read-retry-after.ts";

const now = Date.parse("2026-11-23T10:00:00Z");

test.each([
  [{ "retry-after": "2" }, 2000],
  [{ "retry-after": "0.25" }, 250],
  [{ "retry-after": "0" }, 0],
  [{ "retry-after": "Mon, 23 Nov 2026 10:00:05 GMT" }, 5000],
  [{ "retry-after": "Mon, 23 Nov 2026 09:00:00 GMT" }, 0],
  [{ "x-amz-retry-after": "1500" }, 1500],
  [{ "retry-after": "soon" }, undefined],
  [{ "retry-after": "-5" }, undefined],
  [{}, undefined],
])("reads %j as %s ms", (headers, expected) => {
  expect(readRetryAfterMs({ $response: { headers } }, now)).toBe(expected);
});

test("finds nothing on an error without an answer", () => {
  expect(readRetryAfterMs(new Error("reset"))).toBeUndefined();
  expect(readRetryAfterMs(null)).toBeUndefined();
});
