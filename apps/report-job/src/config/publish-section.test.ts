import { describeIssue } from "@attached-files/core";
import { expect, it } from "vitest";
import { parseConfig } from "./parse-config.ts";

function parse(publish: unknown): readonly string[] | unknown {
  const parsed = parseConfig({ scopes: [{ name: "main" }], publish });
  return parsed.ok ? parsed.value.publish : parsed.issues.map(describeIssue);
}

it("publishes to the folder alone, and keeps all reports, unless it is told otherwise", () => {
  expect(parse(undefined)).toBeUndefined();
  expect(parse({ s3: { bucket: "reports" } })).toEqual({
    s3: { bucket: "reports", prefix: "", requestTimeoutSeconds: 120 },
  });
});

it.each(["attached-files", "attached-files/", "env=prod/team/attached-files"])("takes the prefix %s", (prefix) => {
  expect(parse({ s3: { bucket: "reports", prefix } })).toMatchObject({ s3: { prefix } });
});

it.each([
  [{ s3: {} }, /^publish\.s3\.bucket: expected a string, received nothing/],
  [{ s3: { bucket: "My_Bucket" } }, /^publish\.s3\.bucket: expected the name of a bucket: 3 to 63 .*"My_Bucket"/],
  [{ s3: { bucket: "reports", prefix: "/a" } }, /^publish\.s3\.prefix: expected up to 512 .*"\/a"/],
  [{ s3: { bucket: "reports", prefix: "a//b" } }, /^publish\.s3\.prefix/],
  [{ s3: { bucket: "reports", prefix: "a".repeat(513) } }, /^publish\.s3\.prefix/],
  [{ s3: { bucket: "reports", kmsKeyId: "a key" } }, /^publish\.s3\.kmsKeyId: expected the id, ARN or alias/],
  [{ s3: { bucket: "reports", endpoint: "ftp://x" } }, /^publish\.s3\.endpoint: expected a URL/],
  [{ s3: { bucket: "reports", requestTimeoutSeconds: 0 } }, /requestTimeoutSeconds: expected more than 0, received 0/],
  [{ keep: {} }, /^publish\.keep: expected 'reports', 'days' or both/],
  [{ keep: { reports: 0 } }, /^publish\.keep\.reports: expected at least 1, received 0/],
  [{ keep: { days: 36_501 } }, /^publish\.keep\.days: expected at most 36500, received 36501/],
  [{ to: "s3" }, /^publish\.to: expected a setting that exists/],
])("refuses %j, with its place, what is allowed and what was given", (publish, message) => {
  expect(parse(publish)).toEqual([expect.stringMatching(message)]);
});
