import { SourceError } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../config/parse-config.ts";
import { credentialsFinding, quotaFinding } from "./account-findings.ts";
import { asksAws, elsewhereBy } from "./asks-aws.ts";

function scopeOf(quota: object) {
  const parsed = parseConfig({ scopes: [{ name: "main", region: "eu-central-1", quota }] }, new Map());
  const scope = parsed.ok ? parsed.value.scopes[0] : undefined;
  if (scope === undefined) throw new Error("no scope");
  return scope;
}

const NAMED = (value: number) => ({ value: [{ name: "Rate of BatchGetAttachedFileMetadata API requests", value }] });

describe("the quota", () => {
  it.each([
    [{}, NAMED(2), "passed", "AWS allows 2 a second"],
    [{}, NAMED(10), "passed", "would make runs quicker"],
    [{ requestsPerSecond: 5 }, NAMED(2), "failed", "AWS allows 2 a second; the configuration takes it for 5"],
    [{ requestsPerSecond: "unlimited" }, NAMED(2), "failed", "unlimited"],
    [
      { requestsPerSecond: 5, operations: { BatchGetAttachedFileMetadata: { requestsPerSecond: 2 } } },
      NAMED(2),
      "passed",
      "2 a",
    ],
    [{}, { value: [{ name: "Instances per account", value: 2 }] }, "unknown", "names none"],
    [{}, { error: new SourceError("AccessDeniedException", "no") }, "unknown", "AccessDeniedException"],
    [{}, undefined, "unknown", "not AWS"],
  ])("%j against %j is %s", (quota, probe, result, text) => {
    const finding = quotaFinding(scopeOf(quota), probe);
    expect(finding).toMatchObject({ result, about: "main" });
    expect(finding.text).toContain(text);
    if (result === "failed") expect(finding.weight).toBe("knows-less");
  });

  it.each([
    [undefined, undefined],
    [{ error: new SourceError("InvalidRequestException", "No operation answers POST /.") }, "AWS_ENDPOINT_URL"],
    [{ error: new SourceError("SourceUnreachable", "no route") }, "AWS_ENDPOINT_URL_SERVICE_QUOTAS"],
  ])("sends nobody to Service Quotas for what is not AWS (%j by %s)", (probe, elsewhere) => {
    const { next } = quotaFinding(scopeOf({}), probe, elsewhere);
    expect(next).toContain("what is allowed where the scope calls");
    expect(next).not.toContain("Look in Service Quotas");
  });
});

describe("the credentials", () => {
  it("are told by name and account", () => {
    const value = { arn: "arn:aws:iam::111122223333:user/me", account: "111122223333" };
    expect(credentialsFinding("main", { value })).toMatchObject({
      result: "passed",
      text: `${value.arn}, account 111122223333`,
    });
  });

  it("fail where they are refused or there are none, and are unknown where nobody could say", () => {
    const refused = credentialsFinding("main", { error: new SourceError("CredentialsUnavailable", "expired") });
    expect(refused).toMatchObject({ result: "failed", weight: "unavailable" });
    // What is called instead of AWS may look at keys, too.
    const byTheService = [{ value: {} }, { error: new SourceError("CredentialsUnavailable", "UnrecognizedClient") }];
    expect(credentialsFinding("main", undefined, { others: byTheService })).toMatchObject({
      result: "failed",
      weight: "unavailable",
    });
    const silent = credentialsFinding("main", { error: new SourceError("SourceUnreachable", "no route") });
    expect(silent).toMatchObject({ result: "unknown" });
    expect(credentialsFinding("main", undefined)).toMatchObject({ result: "unknown" });
  });

  it("are unknown where what was asked instead of AWS speaks another language, and the right variable is named", () => {
    const error = new SourceError("UnexpectedAnswer", "@aws-sdk XML parse error");
    const told = credentialsFinding("main", { error }, { elsewhere: "AWS_ENDPOINT_URL" });
    expect(told).toMatchObject({ result: "unknown", text: "what stands at AWS_ENDPOINT_URL does not speak STS" });
    expect(told.next).toContain("set AWS_ENDPOINT_URL_CONNECT and AWS_ENDPOINT_URL_CONNECTCASES");
    const byItsOwn = credentialsFinding("main", { error }, { elsewhere: "AWS_ENDPOINT_URL_STS" });
    expect(byItsOwn.next).not.toContain("CONNECT");
    const silent = { error: new SourceError("SourceTimeout", "no answer in time") };
    expect(credentialsFinding("main", silent, { elsewhere: "AWS_ENDPOINT_URL" }).text).toContain("no answer in time");
  });

  it.each([
    [{}, undefined],
    [{ AWS_ENDPOINT_URL_STS: "https://sts.eu-central-1.amazonaws.com" }, undefined],
    [{ AWS_ENDPOINT_URL: "http://127.0.0.1:4010" }, "AWS_ENDPOINT_URL"],
    [{ AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_ENDPOINT_URL_STS: "http://127.0.0.1:2" }, "AWS_ENDPOINT_URL_STS"],
  ])("are asked for elsewhere by the variable that the SDK heeds (%j: %s)", (environment, expected) => {
    expect(elsewhereBy("STS", environment)).toBe(expected);
  });

  it.each([
    [undefined, {}, true],
    ["https://vpce-1.connect.eu-central-1.vpce.amazonaws.com", {}, true],
    ["http://127.0.0.1:4010", {}, false],
    ["https://amazonaws.com.example.org", {}, false],
    [undefined, { AWS_ENDPOINT_URL_CONNECT: "http://127.0.0.1:4010" }, false],
    ["http://127.0.0.1:4010", { AWS_ENDPOINT_URL_STS: "http://127.0.0.1:4011" }, true],
  ])("are shown to STS where %s (%j) calls AWS: %s", (endpoint, environment, expected) => {
    expect(asksAws({ endpoint }, environment)).toBe(expected);
  });
});
