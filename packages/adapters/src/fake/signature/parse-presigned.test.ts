import { describe, expect, it } from "vitest";
import { authenticateWith, type RawRequest } from "./authenticate.ts";
import { sha256 } from "./canonical-request.ts";
import { computeSignature } from "./signature.ts";
import { KEY, SIGNED_AT } from "./signed-request.test-support.ts";

const SCOPE = { date: "20261101", region: "eu-central-1", service: "connect", terminator: "aws4_request" };
const ROLE = { ...KEY, accessKeyId: "ASIAROLE", sessionToken: "token of/the+role" };

function presigned(change: Record<string, string | undefined> = {}, key: typeof KEY = KEY): RawRequest {
  const members = {
    associatedResourceArn: "arn:aws:cases:x",
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": `${key.accessKeyId}/20261101/eu-central-1/connect/aws4_request`,
    "X-Amz-Date": SIGNED_AT,
    "X-Amz-Expires": "600",
    "X-Amz-SignedHeaders": "host",
    "X-Amz-Security-Token": key.sessionToken,
    ...change,
  };
  const query = Object.entries(members).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  const target = `/attached-files/i-1/f-1?${query.join("&")}`;
  const headers = { host: "fake" };
  const parts = { method: "GET", target, headers, signedHeaders: ["host"], payloadHash: sha256("") };
  const signature = computeSignature(key.secretAccessKey, { scope: SCOPE, signedAt: SIGNED_AT }, parts);
  const whole = "X-Amz-Signature" in change ? target : `${target}&X-Amz-Signature=${signature}`;
  return { method: "GET", target: whole, headers, body: Buffer.from(""), service: "connect" };
}

const authenticateAt = (time: string) => authenticateWith([KEY, ROLE], () => new Date(time));
const authenticate = authenticateAt("2026-11-01T12:09:59Z");

describe("a presigned URL", () => {
  it("is taken for as long as it says, and no longer", () => {
    expect(authenticate(presigned()).region).toBe("eu-central-1");
    expect(() => authenticateAt("2026-11-01T12:10:00Z")(presigned())).not.toThrow();
    expect(() => authenticateAt("2026-11-01T12:10:01Z")(presigned())).toThrow(
      "Signature expired: 20261101T120000Z is now earlier than 20261101T120001Z (20261101T121001Z - 10 min.)",
    );
    expect(() => authenticateAt("2026-11-01T12:01:31Z")(presigned({ "X-Amz-Expires": "90" }))).toThrow("- 90 sec.)");
  });

  it("is taken for five minutes where it does not say", () => {
    expect(() => authenticateAt("2026-11-01T12:05:00Z")(presigned({ "X-Amz-Expires": undefined }))).not.toThrow();
    expect(() => authenticateAt("2026-11-01T12:05:01Z")(presigned({ "X-Amz-Expires": undefined }))).toThrow("expired");
  });

  it("is not taken before its time", () => {
    expect(() => authenticateAt("2026-11-01T11:54:59Z")(presigned())).toThrow("Signature not yet current");
  });

  it("carries its session token", () => {
    expect(() => authenticate(presigned({}, ROLE))).not.toThrow();
    expect(() => authenticate(presigned({ "X-Amz-Security-Token": undefined }, ROLE))).toThrow("is invalid");
  });

  it("is refused where anything in it was changed", () => {
    const { target, ...rest } = presigned();
    for (const changed of [target.replace("f-1", "f-2"), target.replace("=600", "=601"), `${target}&more=1`]) {
      expect(() => authenticate({ ...rest, target: changed })).toThrow("signature we calculated does not match");
    }
  });

  it.each(["X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Algorithm", "X-Amz-Signature"])(
    "is refused without %s",
    (name) => {
      expect(() => authenticate(presigned({ [name]: undefined }))).toThrow(
        `AWS query-string parameters must include '${name}'.`,
      );
    },
  );

  it.each(["0", "-1", "1.5", "604801", "1e3", ""])("is refused where it would be valid for %j seconds", (expires) => {
    expect(() => authenticate(presigned({ "X-Amz-Expires": expires }))).toThrow("'X-Amz-Expires' from 1 to 604800");
  });

  it("is refused with another algorithm, and where its host is not signed", () => {
    expect(() => authenticate(presigned({ "X-Amz-Algorithm": "AWS3" }))).toThrow("'X-Amz-Algorithm' AWS4-HMAC-SHA256");
    expect(() => authenticate(presigned({ "X-Amz-SignedHeaders": "date" }))).toThrow("'Host' or ':authority' must be");
  });
});
