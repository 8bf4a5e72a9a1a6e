import { describe, expect, it } from "vitest";
import { authenticateWith, type RawRequest } from "./authenticate.ts";
import type { FakeCredentials } from "./credentials.ts";
import { KEY, type Signing, signed, withAuthorization, withHeader } from "./signed-request.test-support.ts";

const NOW = new Date("2026-11-01T12:00:00.900Z");
const ROLE: FakeCredentials = {
  accessKeyId: "ASIAROLE",
  secretAccessKey: "of the role",
  sessionToken: "token+of/the=role",
  expiresAt: new Date("2026-11-01T13:00:00Z"),
};
const authenticate = authenticateWith([KEY, ROLE], () => NOW);
const SHA_OF_OTHER = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const WRONG =
  "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key " +
  "and signing method. Consult the service documentation for details.";

/** What a request is refused with, checked for what must never be in it. */
function refusal(request: RawRequest, at: Date = NOW): [name: string, message: string] {
  const refused = captured(() => authenticateWith([KEY, ROLE], () => at)(request));
  for (const { secretAccessKey, sessionToken = secretAccessKey } of [KEY, ROLE]) {
    expect(refused.message).not.toContain(secretAccessKey);
    expect(refused.message).not.toContain(sessionToken);
  }
  expect(refused).toMatchObject({ status: 403 });
  return [refused.name, refused.message];
}

function captured(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("it was not refused");
}

describe("a request is refused", () => {
  it("without a signature", () => {
    const message = ["MissingAuthenticationTokenException", "Missing Authentication Token"];
    expect(refusal(withHeader(signed(), "authorization", undefined))).toEqual(message);
  });

  it.each<[string, RawRequest]>([
    ["a key that is not known", signed({ key: { ...KEY, accessKeyId: "AKIDOTHER" } })],
    ["a key named like a method of objects", signed({ key: { ...KEY, accessKeyId: "constructor" } })],
    ["a session token that the key does not have", signed({ key: { ...KEY, sessionToken: "any" } })],
    ["another session token", signed({ key: { ...ROLE, sessionToken: "token of another" } })],
    ["no session token where the key has one", withHeader(signed({ key: ROLE }), "x-amz-security-token", undefined)],
  ])("with %s", (_what, request) => {
    const message = "The security token included in the request is invalid.";
    expect(refusal(request)).toEqual(["UnrecognizedClientException", message]);
  });

  it("from the moment on at which its session token expires", () => {
    const at = (time: string) => signed({ key: ROLE, signedAt: time });
    const message = "The security token included in the request is expired";
    expect(refusal(at("20261101T130000Z"), new Date("2026-11-01T13:00:00Z"))).toEqual([
      "ExpiredTokenException",
      message,
    ]);
    const before = authenticateWith([ROLE], () => new Date("2026-11-01T12:59:59.999Z"));
    expect(() => before(at("20261101T125959Z"))).not.toThrow();
    const told = { ...ROLE, expiresAt: "2026-11-01T13:00:00Z" };
    const after = authenticateWith([told], () => new Date("2026-11-01T13:00:00Z"));
    expect(() => after(at("20261101T130000Z"))).toThrow(message);
  });

  const sha256 = (hash: string) => ({ headers: { "x-amz-content-sha256": hash }, payloadHash: hash });
  it.each<[string, RawRequest]>([
    ["another secret", signed({ key: { ...KEY, secretAccessKey: "another" } })],
    ["no hex in its signature", withAuthorization(signed(), /Signature=.*/, "Signature=zz")],
    ["another method", { ...signed(), method: "PUT" }],
    ["another path", { ...signed(), target: "/attached-files/i-2?b=2&a=1" }],
    ["another query", { ...signed(), target: "/attached-files/i-1?b=2&a=2" }],
    ["another body", { ...signed(), body: Buffer.from("[]") }],
    ["another body than the hash that it signed", signed(sha256(SHA_OF_OTHER))],
    ["a signed header changed", withHeader(signed({ headers: { "x-more": "1" } }), "x-more", "2")],
    ["a signed header missing", withHeader(signed({ headers: { "x-more": "1" } }), "x-more", undefined)],
    ["a signed time changed", withHeader(signed(), "x-amz-date", "20261101T120001Z")],
    ["another Region in its scope", withAuthorization(signed(), "/eu-central-1/", "/us-east-1/")],
  ])("with %s", (_what, request) => {
    expect(refusal(request)).toEqual(["InvalidSignatureException", WRONG]);
  });

  it.each([
    ["host", "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."],
    ["x-amz-date", "'X-Amz-Date' must be a 'SignedHeader' in the AWS Authorization."],
  ])("without %s among its signed headers", (name, message) => {
    expect(refusal(signed({ unsigned: [name] }))).toEqual(["InvalidSignatureException", message]);
  });

  it.each<[string, Signing, string]>([
    ["another service", { service: "s3" }, "Credential should be scoped to correct service: 'connect'."],
    ["its sister service", { service: "cases" }, "Credential should be scoped to correct service: 'connect'."],
    ["no Region", { region: "" }, "Credential should be scoped to a valid Region, not ''."],
    ["another end", { terminator: "aws5" }, "Credential should be scoped with a valid terminator: 'aws4_request'."],
    [
      "another day",
      { date: "20261031" },
      "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: " +
        "'20261031' != '20261101', from '20261101T120000Z'.",
    ],
  ])("where it is scoped to %s", (_what, signing, message) => {
    expect(refusal(signed(signing))).toEqual(["InvalidSignatureException", message]);
  });

  it("with all that is wrong in its scope at once", () => {
    const [, message] = refusal(signed({ service: "s3", region: "", terminator: "x", date: "1" }));
    expect(message.match(/Credential should be|Date in Credential/g)).toHaveLength(4);
  });

  it("where it is scoped to Connect and asks Cases", () => {
    const request: RawRequest = { ...signed(), service: "cases" };
    expect(refusal(request)[1]).toBe("Credential should be scoped to correct service: 'cases'.");
    expect(() => authenticate({ ...signed({ service: "cases" }), service: "cases" })).not.toThrow();
  });
});

describe("clocks may differ by five minutes", () => {
  const expired = "is now earlier than 20261101T115500Z (20261101T120000Z - 5 min.)";
  const early = "is still later than 20261101T120500Z (20261101T120000Z + 5 min.)";
  it.each([
    ["20261101T115459Z", `Signature expired: 20261101T115459Z ${expired}`],
    ["20261101T120501Z", `Signature not yet current: 20261101T120501Z ${early}`],
  ])("and by no second more: %s", (signedAt, message) => {
    expect(refusal(signed({ signedAt }))).toEqual(["InvalidSignatureException", message]);
  });

  it.each(["20261101T115500Z", "20261101T120500Z"])("exactly: %s", (signedAt) => {
    expect(() => authenticate(signed({ signedAt }))).not.toThrow();
  });
});
