import { expect, test } from "vitest";
import { foreignAnswerOf } from "./foreign-answer.ts";

/** An error as the SDK throws it for an answer. */
function answered(status: number, headers: Readonly<Record<string, string>>, name = "Unknown"): Error {
  const $metadata = { httpStatusCode: status };
  return Object.assign(new Error("x"), { name, $metadata, $response: { headers } });
}
const HTML = { "content-type": "text/html; charset=utf-8" };

test.each([
  ["a page of HTML", answered(502, HTML), true, 'HTTP 502 with content of type "text/html; charset=utf-8"'],
  ["a page that nobody read", answered(503, HTML, "SyntaxError"), false, "HTTP 503 with content of type"],
  ["plain text", answered(504, { "content-type": "text/plain" }), true, 'of type "text/plain"'],
  ["text of no type", answered(500, {}), true, "HTTP 500 with content of no type"],
  ["a refusal of a proxy", answered(407, HTML), true, "HTTP 407"],
  ["a redirect to a page", answered(302, HTML), true, "HTTP 302"],
])("is a stranger's: %s", (_what, error, isNoJson, text) => {
  expect(foreignAnswerOf(error, isNoJson)).toContain(text);
  expect(foreignAnswerOf(error, isNoJson)).toContain("probably a proxy or load balancer answered, not AWS");
});

test.each([
  ["an error with a name", answered(503, HTML, "ServiceUnavailable"), true],
  ["an error whose name stands in a header", answered(503, { ...HTML, "x-amzn-errortype": "Odd" }), true],
  ["half an error of AWS", answered(500, { "content-type": "application/json" }), true],
  ["half an error of AWS, of its other type", answered(500, { "content-type": "application/x-amz-json-1.1" }), true],
  ["an empty answer", answered(503, {}), false],
  ["XML, as S3 and STS answer", answered(503, { "content-type": "application/xml" }), false],
  ["a success that cannot be read", answered(200, HTML), true],
  ["a network's error", Object.assign(new Error("reset"), { code: "ECONNRESET" }), false],
  ["what is no error", undefined, false],
])("may be AWS's: %s", (_what, error, isNoJson) => {
  expect(foreignAnswerOf(error, isNoJson)).toBeUndefined();
});

test("a type is a stranger's text, and is shown short and harmless", () => {
  const text = foreignAnswerOf(answered(502, { "content-type": `a\u001B[31m\u202Eb${"x".repeat(5000)}` }), true) ?? "";
  expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(text.length).toBeLessThan(200);
});
