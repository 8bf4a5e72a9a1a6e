import { expect, test } from "vitest";
import { excerpt, redact } from "./redact.ts";

test.each([
  ["a session token in a quoted header", "x-amz-security-token:IQoJb3Jp/Z2lu==\nhost:x", "IQoJb3Jp"],
  [
    "the request that AWS quotes in a signature error",
    "No match.\n\nThe Canonical String for this request should have been\n'POST\nx-amz-security-token:TOPSECRET'",
    "TOPSECRET",
  ],
  [
    "a presigned URL",
    "GET https://b.s3/?X-Amz-Credential=ASIAIOSFODNN7EXAMPLE%2F2&X-Amz-Signature=deadbeef",
    "deadbeef",
  ],
  ["an access key id", "user AKIAIOSFODNN7EXAMPLE is not allowed", "IOSFODNN7"],
  [
    "an authorization header",
    "Authorization: AWS4-HMAC-SHA256 Credential=ASIA/20261101/x, Signature=cafebabe",
    "cafebabe",
  ],
  ["a secret in JSON", '{"secretAccessKey": "wJalrXUtnFEMI", "sessionToken":"abcdef"}', "wJalrXUtnFEMI"],
])("takes out %s", (_what, text, secret) => {
  expect(text).toContain(secret);
  expect(redact(text)).not.toContain(secret);
});

test("leaves a service's ordinary text as it is", () => {
  const text = "User: arn:aws:sts::123456789012:assumed-role/x is not authorized to perform: connect:GetAttachedFile";
  expect(redact(text)).toBe(text);
});

test("shows a stranger's text in one line of at most 200 characters, without control and direction marks", () => {
  const shown = excerpt(`<html>\r\n\t\u001B[31m\u202Eevil\u0000 ${"é".repeat(500)}`);
  expect(shown).toMatch(/^"<html> \[31m evil é+"…$/u);
  expect(Array.from(shown)).toHaveLength(200 + 3);
});
