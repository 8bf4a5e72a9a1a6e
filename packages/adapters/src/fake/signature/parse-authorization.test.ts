import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { FakeError } from "../operations/fake-error.ts";
import { parseAuthorization } from "./parse-authorization.ts";

const DATE = { "x-amz-date": "20261101T120000Z" };
const SCOPE = "AKIDEXAMPLE/20261101/eu-central-1/connect/aws4_request";
const CREDENTIAL = `Credential=${SCOPE}`;
const MEMBERS = `${CREDENTIAL}, SignedHeaders=host, Signature=00`;
const NO_CREDENTIAL = "Authorization header requires 'Credential' parameter.";
const NO_SIGNATURE = "Authorization header requires 'Signature' parameter.";
const NO_HEADERS = "Authorization header requires 'SignedHeaders' parameter.";
const NO_DATE = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.";
const NO_PAIR = "A part is not a valid key=value pair (missing equal-sign).";

function refusal(authorization: string, headers: Record<string, string> = DATE): string {
  try {
    parseAuthorization(authorization, headers);
  } catch (error) {
    if (error instanceof FakeError && error.name === "IncompleteSignatureException") return error.message;
    throw error;
  }
  throw new Error("it was not refused");
}

describe("an Authorization header is refused for what it lacks", () => {
  it.each([
    ["a credential", "AWS4-HMAC-SHA256 SignedHeaders=host, Signature=00", DATE, [NO_CREDENTIAL]],
    ["a signature", `AWS4-HMAC-SHA256 ${CREDENTIAL}, SignedHeaders=host`, DATE, [NO_SIGNATURE]],
    ["signed headers", `AWS4-HMAC-SHA256 ${CREDENTIAL}, Signature=00`, DATE, [NO_HEADERS]],
    ["a date", `AWS4-HMAC-SHA256 ${CREDENTIAL}, SignedHeaders=host, Signature=00`, {}, [NO_DATE]],
    [
      "values",
      "AWS4-HMAC-SHA256 Credential=, SignedHeaders=, Signature=",
      DATE,
      [NO_CREDENTIAL, NO_SIGNATURE, NO_HEADERS],
    ],
    ["everything", "AWS4-HMAC-SHA256", {}, [NO_CREDENTIAL, NO_SIGNATURE, NO_HEADERS, NO_DATE]],
    ["everything, being empty", "", DATE, [NO_CREDENTIAL, NO_SIGNATURE, NO_HEADERS]],
    ["everything, being a password", "Basic aHVudGVyMg==", DATE, [NO_CREDENTIAL, NO_SIGNATURE, NO_HEADERS]],
    ["AWS's algorithm", `AWS4-HMAC-SHA1 ${MEMBERS}`, DATE, [NO_CREDENTIAL, NO_SIGNATURE, NO_HEADERS]],
    ["everything, being a token", "Bearer eyJ.without.one", DATE, [NO_CREDENTIAL, NO_SIGNATURE, NO_HEADERS]],
    ["an equal sign", `AWS4-HMAC-SHA256 Credential= ${SCOPE}, SignedHeaders=host, Signature=00`, DATE, [NO_PAIR]],
  ])("%s", (_what, authorization, headers, problems) => {
    const message = refusal(authorization, headers);
    const hash = createHash("sha256").update(authorization).digest("base64");
    const end = ` (Hashed with SHA-256 and encoded with Base64) Authorization=${hash}`;
    expect(message).toBe(problems.join(" ") + end);
  });

  it.each(["AKIDEXAMPLE/20261101/eu-central-1/connect", "se/cret/20261101/eu-central-1/connect/aws4_request"])(
    "five elements in its credential, which it does not repeat: %s",
    (credential) => {
      const message = refusal(`AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=00`);
      expect(message).toMatch(/^Credential must have exactly 5 slash-delimited elements/);
      expect(message).not.toContain(credential);
    },
  );

  it.each([
    [{ "x-amz-date": "2026-11-01T12:00:00Z" }],
    [{ "x-amz-date": "20261301T120000Z" }],
    [{ "x-amz-date": "Sun, 01 Nov 2026 12:00:00 GMT" }],
    [{ date: "yesterday" }],
    [{ date: "Sun, 01 Nov 2026 12:00:00" }],
  ])("a time in its headers: %j", (headers) => {
    const text = refusal(`AWS4-HMAC-SHA256 ${CREDENTIAL}, SignedHeaders=host, Signature=00`, headers);
    expect(text).toBe(
      `Date must be in ISO-8601 'basic format'. Got '${Object.values(headers)[0]}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  });
});
