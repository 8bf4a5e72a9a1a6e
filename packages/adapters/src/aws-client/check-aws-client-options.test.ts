import { InvalidInputError } from "@attached-files/core";
import { expect, test } from "vitest";
import { checkAwsClientOptions } from "./check-aws-client-options.ts";

const pacer = { acquire: async () => {}, throttled: () => {} };
const ROLE = "arn:aws:iam::123456789012:role/audit";
const keys = { accessKeyId: "AKID", secretAccessKey: "secret" };

test.each([
  [{}],
  [{ region: undefined }],
  [
    {
      region: "us-gov-west-1",
      endpoint: "http://127.0.0.1:4010",
      profile: "a b",
      maxAttempts: 1,
      retryMode: "adaptive",
    },
  ],
  [{ directCalls: false }],
  [{ connectTimeoutMs: 1, requestTimeoutMs: 2, maxSockets: 3, pacer, userAgent: "my-job/1.2" }],
  [{ credentials: keys }],
  [{ credentials: async () => keys }],
  [{ assumeRole: { roleArn: "arn:aws:iam::123456789012:role/audit", externalId: "x-1", sessionName: "nightly" } }],
  [{ assumeRole: { roleArn: "arn:aws-us-gov:iam::123456789012:role/with/a/path/audit", externalId: undefined } }],
])("accepts %j", (options) => {
  expect(() => checkAwsClientOptions("options", options)).not.toThrow();
});

test.each([
  [{ region: "" }, "region"],
  [{ endpoint: "localhost:4010" }, "endpoint"],
  [{ endpoint: "ftp://x" }, "endpoint"],
  [{ endpoint: "https://me:password@x" }, "endpoint"],
  [{ profile: " " }, "profile"],
  [{ credentials: { accessKeyId: "AKID" } }, "credentials"],
  [{ credentials: null }, "credentials"],
  [{ assumeRole: { roleArn: "audit" } }, "assumeRole.roleArn"],
  [{ assumeRole: {} }, "assumeRole.roleArn"],
  [{ assumeRole: { roleArn: "arn:aws:iam::123456789012:user/audit" } }, "assumeRole.roleArn"],
  [{ assumeRole: { roleArn: "arn:aws:iam::123456789012:role/" } }, "assumeRole.roleArn"],
  [{ assumeRole: { roleArn: "arn:aws:iam:::role/audit" } }, "assumeRole.roleArn"],
  [{ assumeRole: { roleArn: "arn:aws:sts::123456789012:assumed-role/audit/nightly" } }, "assumeRole.roleArn"],
  [{ assumeRole: { roleArn: ROLE, externalID: "x-1" } }, "assumeRole.externalID"],
  [{ assumeRole: { roleArn: ROLE, durationSeconds: 900 } }, "assumeRole.durationSeconds"],
  [{ assumeRole: { roleArn: ROLE, externalId: "x" } }, "assumeRole.externalId"],
  [{ assumeRole: { roleArn: ROLE, externalId: "no blanks" } }, "assumeRole.externalId"],
  [{ assumeRole: { roleArn: ROLE, sessionName: "no blanks" } }, "assumeRole.sessionName"],
  [{ assumeRole: "audit" }, "assumeRole"],
  [{ maxAttempts: 0 }, "maxAttempts"],
  [{ maxAttempts: "3" }, "maxAttempts"],
  [{ retryMode: "legacy" }, "retryMode"],
  [{ requestTimeoutMs: 2 ** 31 }, "requestTimeoutMs"],
  [{ connectTimeoutMs: 0.5 }, "connectTimeoutMs"],
  [{ maxSockets: Number.NaN }, "maxSockets"],
  [{ pacer: { acquire: async () => {} } }, "pacer"],
  [{ userAgent: "my job" }, "userAgent"],
  [{ directCalls: "no" }, "directCalls"],
  [{ client: {} }, "client"],
  [{ maxAttemps: 3 }, "maxAttemps"],
])("refuses %j and names the place", (options, path) => {
  expect(issuesOf(options)).toEqual([path]);
});

test("tells every issue at once", () => {
  expect(issuesOf({ region: 1, endpoint: 2, typo: 3 })).toEqual(["region", "endpoint", "typo"]);
});

test("refuses what is no object", () => {
  expect(issuesOf(null)).toEqual([""]);
});

test("never shows a secret", () => {
  const options = {
    credentials: { accessKeyId: "", secretAccessKey: "TOPSECRET" },
    endpoint: "https://me:TOPSECRET@x",
  };
  expect(() => checkAwsClientOptions("options", options)).toThrow(
    expect.not.objectContaining({ message: expect.stringContaining("TOPSECRET") }),
  );
});

function issuesOf(options: unknown): readonly string[] {
  try {
    checkAwsClientOptions("options", options);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.issues.map((issue) => issue.path);
    throw error;
  }
  return [];
}
