import { describe, expect, it } from "vitest";
import { parseConfig } from "../config/parse-config.ts";
import { permissionsOf } from "./permissions-of.ts";
import { type PolicyDocument, policyDocument } from "./policy-document.ts";

const WHERE = { account: "111122223333", region: undefined };
const ROLE = "arn:aws:iam::444455556666:role/attached-files";

/** The policies of a configuration, by whose credentials they are. */
function policies(config: object, where: Parameters<typeof permissionsOf>[1] = WHERE): Record<string, PolicyDocument> {
  const parsed = parseConfig(config, new Map());
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const all = permissionsOf(parsed.value, where);
  return Object.fromEntries(all.map(({ principal, permissions }) => [principal, policyDocument(permissions)]));
}

/** Actions, each with the resources that it is allowed on. */
function allowed(policy: PolicyDocument | undefined): Record<string, readonly string[]> {
  const statements = policy?.Statement ?? [];
  return Object.fromEntries(statements.flatMap(({ Action, Resource }) => Action.map((action) => [action, Resource])));
}

const FRANKFURT = { name: "main", region: "eu-central-1" };

describe("the least policy", () => {
  it("of a scope is about its instance, its domains, and no others", () => {
    const scope = { ...FRANKFURT, instanceId: "i-1", domainIds: ["d-1", "d-2"] };
    expect(allowed(policies({ scopes: [scope] }).own)).toEqual({
      "connect:BatchGetAttachedFileMetadata": ["arn:aws:connect:eu-central-1:111122223333:instance/i-1/file/*"],
      "connect:ListAttachedFilesConfigurations": ["arn:aws:connect:eu-central-1:111122223333:instance/i-1"],
      "cases:SearchAllRelatedItems": [
        "arn:aws:cases:eu-central-1:111122223333:domain/d-1",
        "arn:aws:cases:eu-central-1:111122223333:domain/d-2",
      ],
    });
  });

  it("lists domains only where none is named, and searches none where there is a list of references", () => {
    expect(allowed(policies({ scopes: [FRANKFURT] }).own)).toMatchObject({
      "cases:ListDomains": ["*"],
      "cases:GetDomain": ["arn:aws:cases:eu-central-1:111122223333:domain/*"],
    });
    const listed = allowed(policies({ scopes: [{ ...FRANKFURT, references: "files.csv" }] }).own);
    expect(Object.keys(listed).sort()).toEqual([
      "connect:BatchGetAttachedFileMetadata",
      "connect:ListAttachedFilesConfigurations",
    ]);
  });

  it.each([
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
    ["us-east-1", "aws"],
  ])("of %s is of the partition %s", (region, partition) => {
    const [arn] =
      allowed(policies({ scopes: [{ name: "main", region }] }).own)["connect:BatchGetAttachedFileMetadata"] ?? [];
    expect(arn).toBe(`arn:${partition}:connect:${region}:111122223333:instance/*/file/*`);
  });

  it("takes the Region of the environment where the scope has none, and says any where nothing is known", () => {
    const arnOf = (where: Parameters<typeof permissionsOf>[1]) =>
      allowed(policies({ scopes: [{ name: "main" }] }, where).own)["connect:BatchGetAttachedFileMetadata"]?.[0];
    expect(arnOf({ account: undefined, region: "eu-west-2" })).toBe("arn:aws:connect:eu-west-2:*:instance/*/file/*");
    expect(arnOf({ account: undefined, region: undefined })).toBe("arn:aws:connect:*:*:instance/*/file/*");
  });

  it("of a role is the role's, in its account; the job's own credentials may take it on, and nothing else", () => {
    const { own, [ROLE]: role, ...others } = policies({ scopes: [{ ...FRANKFURT, assumeRole: { roleArn: ROLE } }] });
    expect(allowed(own)).toEqual({ "sts:AssumeRole": [ROLE] });
    expect(allowed(role)["cases:SearchAllRelatedItems"]).toEqual(["arn:aws:cases:eu-central-1:444455556666:domain/*"]);
    expect(others).toEqual({});
  });

  it("of two scopes names each statement and each resource once", () => {
    const other = { name: "other", region: "eu-west-2" };
    const policy = policies({ scopes: [FRANKFURT, other, { ...FRANKFURT, name: "again" }] }).own;
    expect(allowed(policy)["connect:BatchGetAttachedFileMetadata"]).toEqual([
      "arn:aws:connect:eu-central-1:111122223333:instance/*/file/*",
      "arn:aws:connect:eu-west-2:111122223333:instance/*/file/*",
    ]);
    const sids = policy?.Statement.map(({ Sid }) => Sid) ?? [];
    expect(new Set(sids).size).toBe(sids.length);
    for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
  });

  it("publishes to the prefix alone, removes only what is not kept, and encrypts with the key", () => {
    const s3 = { bucket: "my-reports", prefix: "attached-files/", region: "eu-central-1", kmsKeyId: "alias/reports" };
    const scopes = [{ ...FRANKFURT, references: "files.csv" }];
    const kept = allowed(policies({ scopes, publish: { s3, keep: { reports: 3 } } }).own);
    expect(kept).toMatchObject({
      "s3:PutObject": ["arn:aws:s3:::my-reports/attached-files/*"],
      "s3:GetObject": ["arn:aws:s3:::my-reports/attached-files/*"],
      "s3:AbortMultipartUpload": ["arn:aws:s3:::my-reports/attached-files/*"],
      "s3:DeleteObject": ["arn:aws:s3:::my-reports/attached-files/*"],
      "s3:ListBucket": ["arn:aws:s3:::my-reports"],
      // An alias is no resource of a policy.
      "kms:GenerateDataKey": ["arn:aws:kms:eu-central-1:111122223333:key/*"],
      "kms:Decrypt": ["arn:aws:kms:eu-central-1:111122223333:key/*"],
    });
    const keyArn = "arn:aws:kms:eu-central-1:777788889999:key/0f1e2d3c";
    const always = allowed(policies({ scopes, publish: { s3: { ...s3, kmsKeyId: keyArn } } }).own);
    expect(always["s3:DeleteObject"]).toBeUndefined();
    expect(always["kms:Decrypt"]).toEqual([keyArn]);
    expect(allowed(policies({ scopes, publish: { s3: { ...s3, kmsKeyId: "0f1e" } } }).own)["kms:Decrypt"]).toEqual([
      "arn:aws:kms:eu-central-1:111122223333:key/0f1e",
    ]);
  });

  it("lets the key be used by way of S3 alone, in the bucket's Region where that is known", () => {
    const conditionsOf = (s3: object, where: Parameters<typeof permissionsOf>[1] = WHERE) => {
      const publish = { s3: { bucket: "my-reports", kmsKeyId: "0f1e", ...s3 } };
      const { Statement } = policies({ scopes: [{ name: "main" }], publish }, where).own ?? { Statement: [] };
      return Statement.flatMap(({ Action, Condition }) => (Condition === undefined ? [] : [[Action, Condition]]));
    };
    expect(conditionsOf({ region: "eu-central-1" })).toEqual([
      [["kms:Decrypt", "kms:GenerateDataKey"], { StringEquals: { "kms:ViaService": "s3.eu-central-1.amazonaws.com" } }],
    ]);
    expect(conditionsOf({})).toMatchObject([[{}, { StringLike: { "kms:ViaService": "s3.*.amazonaws.com" } }]]);
  });

  it("tells SNS and EventBridge, by their own profiles, and webhooks need nothing", () => {
    const topicArn = "arn:aws:sns:eu-central-1:111122223333:files";
    const notify = [
      { name: "on-call.sns", to: "sns", on: ["failure"], topicArn, profile: "ops" },
      { name: "bus", to: "event-bridge", on: ["always"], region: "eu-central-1", bus: "reports" },
      { name: "chat", to: "webhook", on: ["always"], urlVariable: "HOOK" },
    ];
    const { own, "profile ops": ops } = policies({ scopes: [FRANKFURT], notify });
    expect(allowed(ops)).toEqual({ "sns:Publish": [topicArn] });
    expect(allowed(own)["events:PutEvents"]).toEqual(["arn:aws:events:eu-central-1:111122223333:event-bus/reports"]);
    expect(ops?.Statement[0]?.Sid).toBe("Telloncallsns");
  });
});
