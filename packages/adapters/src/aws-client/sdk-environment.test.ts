import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { connectReferenceSource } from "../cases/connect-reference-source.ts";
import { connectFileSource } from "../connect/connect-file-source.ts";
import { assumedRole } from "./assumed-role.ts";
import type { AwsClientOptions } from "./aws-client-options.ts";
import {
  awsError,
  dropConnection,
  FIXED,
  isolatedEnvironment,
  type ScriptedServer,
  scriptedServer,
  silentNameServer,
} from "./scripted-server.test-support.ts";

const REQUEST = {
  instanceId: "i-1",
  associatedResourceArn: "arn:aws:cases:eu-west-2:123456789012:domain/d-1/case/c-1",
  fileIds: ["f-1"],
};
const KEYS = { AWS_ACCESS_KEY_ID: "AKIDENV", AWS_SECRET_ACCESS_KEY: "secret", AWS_REGION: "eu-west-2" };
const ROLE = "arn:aws:iam::123456789012:role/audit";

beforeEach(() => isolatedEnvironment());

function set(variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "aws-client-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function file(content: string): string {
  const path = join(temporaryFolder(), "file");
  writeFileSync(path, content);
  return path;
}

async function callOnce(options: AwsClientOptions = {}): Promise<void> {
  const source = connectFileSource(options);
  onTestFinished(() => source.close());
  await source.getMetadata(REQUEST);
}

function accessKeyOf(server: ScriptedServer, index = 0): string | undefined {
  return /Credential=([^/]+)\//.exec(server.requests[index]?.headers.authorization ?? "")?.[1];
}

/** What STS answers, in its own XML. */
function stsAnswer(operation: string): string {
  return `<${operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${operation}Result><Credentials>
    <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>token</SessionToken>
    <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></${operation}Result></${operation}Response>`;
}

describe("where calls go", () => {
  test("AWS_ENDPOINT_URL_CONNECT and AWS_ENDPOINT_URL_CONNECTCASES, each to its own", async () => {
    const connect = await scriptedServer("{}");
    const cases = await scriptedServer('{"relatedItems":[]}');
    set({ ...KEYS, AWS_ENDPOINT_URL_CONNECT: connect.url, AWS_ENDPOINT_URL_CONNECTCASES: cases.url });
    await callOnce();
    const references = connectReferenceSource({ domainIds: ["d-1"] });
    onTestFinished(() => references.close());
    for await (const _page of references.discover());
    expect([connect.requests.length, cases.requests.length]).toEqual([1, 1]);
    expect(cases.requests[0]?.headers.authorization).toContain("/eu-west-2/cases/aws4_request");
  });

  test("AWS_ENDPOINT_URL for all services, and our own option before it", async () => {
    const everywhere = await scriptedServer("{}");
    const ours = await scriptedServer("{}");
    set({ ...KEYS, AWS_ENDPOINT_URL: everywhere.url });
    await callOnce();
    await callOnce({ endpoint: ours.url });
    expect([everywhere.requests.length, ours.requests.length]).toEqual([1, 1]);
  });

  test("endpoint_url in a services section of the shared file, by AWS_PROFILE, with its region", async () => {
    const server = await scriptedServer("{}");
    const config = `[profile audit]\nregion = eu-central-1\nservices = local\naws_access_key_id = AKIDFILE\naws_secret_access_key = s\n[services local]\nconnect =\n  endpoint_url = ${server.url}\n`;
    set({ AWS_CONFIG_FILE: file(config), AWS_PROFILE: "audit" });
    await callOnce();
    expect(accessKeyOf(server)).toBe("AKIDFILE");
    expect(server.requests[0]?.headers.authorization).toContain("/eu-central-1/connect/");
  });
});

describe("who calls", () => {
  test("keys in the environment", async () => {
    const server = await scriptedServer("{}");
    set({ ...KEYS, AWS_SESSION_TOKEN: "session" });
    await callOnce({ endpoint: server.url });
    expect(accessKeyOf(server)).toBe("AKIDENV");
    expect(server.requests[0]?.headers["x-amz-security-token"]).toBe("session");
  });

  test("a profile named by our option, from the credentials file, before AWS_PROFILE", async () => {
    const server = await scriptedServer("{}");
    const credentials =
      "[one]\naws_access_key_id=AKIDONE\naws_secret_access_key=s\n[two]\naws_access_key_id=AKIDTWO\naws_secret_access_key=s\n";
    set({ AWS_SHARED_CREDENTIALS_FILE: file(credentials), AWS_PROFILE: "one", AWS_REGION: "eu-west-2" });
    await callOnce({ endpoint: server.url });
    await callOnce({ endpoint: server.url, profile: "two" });
    expect([accessKeyOf(server, 0), accessKeyOf(server, 1)]).toEqual(["AKIDONE", "AKIDTWO"]);
  });

  test("a profile with role_arn and source_profile", async () => {
    const server = await scriptedServer("{}");
    const sts = await scriptedServer(stsAnswer("AssumeRole"));
    const config = `[profile base]\naws_access_key_id = AKIDBASE\naws_secret_access_key = s\n[profile audit]\nregion = eu-west-2\nrole_arn = ${ROLE}\nsource_profile = base\n`;
    set({ AWS_CONFIG_FILE: file(config), AWS_PROFILE: "audit", AWS_ENDPOINT_URL_STS: sts.url });
    await callOnce({ endpoint: server.url });
    expect([accessKeyOf(sts), accessKeyOf(server)]).toEqual(["AKIDBASE", "ASIAROLE"]);
  });

  test("web identity, as on EKS", async () => {
    const server = await scriptedServer("{}");
    const sts = await scriptedServer(stsAnswer("AssumeRoleWithWebIdentity"));
    const token = file("jwt");
    set({
      AWS_WEB_IDENTITY_TOKEN_FILE: token,
      AWS_ROLE_ARN: ROLE,
      AWS_REGION: "eu-west-2",
      AWS_ENDPOINT_URL_STS: sts.url,
    });
    await callOnce({ endpoint: server.url });
    expect(accessKeyOf(server)).toBe("ASIAROLE");
  });

  test("a container's role, as on ECS", async () => {
    const server = await scriptedServer("{}");
    const container = await scriptedServer(
      '{"AccessKeyId":"ASIATASK","SecretAccessKey":"s","Token":"t","Expiration":"2099-01-01T00:00:00Z"}',
    );
    set({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `${container.url}/role`, AWS_REGION: "eu-west-2" });
    await callOnce({ endpoint: server.url });
    expect(accessKeyOf(server)).toBe("ASIATASK");
  });

  test("an instance's role, as on EC2", async () => {
    const server = await scriptedServer("{}");
    const instance = await scriptedServer(
      "metadata-token",
      "audit",
      '{"Code":"Success","AccessKeyId":"ASIAEC2","SecretAccessKey":"s","Token":"t","Expiration":"2099-01-01T00:00:00Z"}',
    );
    set({ AWS_EC2_METADATA_SERVICE_ENDPOINT: instance.url, AWS_REGION: "eu-west-2" });
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", undefined);
    await callOnce({ endpoint: server.url });
    expect(accessKeyOf(server)).toBe("ASIAEC2");
  });

  test("single sign-on", async () => {
    const server = await scriptedServer("{}");
    const portal = await scriptedServer(
      '{"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"s","sessionToken":"t","expiration":4070908800000}}',
    );
    const home = temporaryFolder();
    mkdirSync(join(home, ".aws/sso/cache"), { recursive: true });
    const cached = join(home, ".aws/sso/cache", `${createHash("sha1").update("corp").digest("hex")}.json`);
    writeFileSync(cached, JSON.stringify({ accessToken: "a", expiresAt: "2099-01-01T00:00:00Z" }));
    const config =
      "[profile audit]\nregion = eu-west-2\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = audit\n[sso-session corp]\nsso_region = eu-west-2\nsso_start_url = https://corp.example\n";
    set({ HOME: home, AWS_CONFIG_FILE: file(config), AWS_PROFILE: "audit", AWS_ENDPOINT_URL_SSO: portal.url });
    await callOnce({ endpoint: server.url });
    expect(accessKeyOf(server)).toBe("ASIASSO");
  });
});

describe("assumeRole", () => {
  test("takes the role on once, in the client's Region, with the base credentials; our endpoint is not used for STS", async () => {
    const server = await scriptedServer("{}");
    const sts = await scriptedServer(stsAnswer("AssumeRole"));
    set({ ...KEYS, AWS_ENDPOINT_URL_STS: sts.url, AWS_REGION: "us-east-1" });
    const source = connectFileSource({
      region: "eu-central-1",
      endpoint: server.url,
      assumeRole: { roleArn: ROLE, externalId: "ext-1", sessionName: "nightly" },
    });
    onTestFinished(() => source.close());
    await source.getMetadata(REQUEST);
    await source.getMetadata(REQUEST);
    expect(sts.requests).toHaveLength(1);
    expect(Object.fromEntries(new URLSearchParams(sts.requests[0]?.body))).toMatchObject({
      Action: "AssumeRole",
      RoleArn: ROLE,
      ExternalId: "ext-1",
      RoleSessionName: "nightly",
    });
    expect(sts.requests[0]?.headers.authorization).toContain("/eu-central-1/sts/");
    expect([accessKeyOf(sts), accessKeyOf(server, 0), accessKeyOf(server, 1)]).toEqual([
      "AKIDENV",
      "ASIAROLE",
      "ASIAROLE",
    ]);
  });

  test.each([
    ["fixed credentials", { credentials: FIXED.credentials }, "AKIDEXAMPLE"],
    ["a profile", { profile: "base" }, "AKIDBASE"],
  ])("takes the role on from %s, where they are given", async (_what, options, key) => {
    const server = await scriptedServer("{}");
    const sts = await scriptedServer(stsAnswer("AssumeRole"));
    const config = "[profile base]\naws_access_key_id = AKIDBASE\naws_secret_access_key = s\n";
    set({ AWS_CONFIG_FILE: file(config), AWS_ENDPOINT_URL_STS: sts.url });
    await callOnce({ region: "eu-west-2", endpoint: server.url, assumeRole: { roleArn: ROLE }, ...options });
    expect([accessKeyOf(sts), accessKeyOf(server)]).toEqual([key, "ASIAROLE"]);
  });

  test("leaves the credentials that it was given as they were", async () => {
    const server = await scriptedServer("{}");
    const sts = await scriptedServer(stsAnswer("AssumeRole"));
    set({ AWS_ENDPOINT_URL_STS: sts.url });
    const credentials = Object.freeze({ ...FIXED.credentials });
    await callOnce({ region: "eu-west-2", endpoint: server.url, assumeRole: { roleArn: ROLE }, credentials });
    expect(Reflect.ownKeys(credentials)).toEqual(["accessKeyId", "secretAccessKey"]);
    expect(accessKeyOf(sts)).toBe("AKIDEXAMPLE");
  });

  test("renews the role over the same connection", async () => {
    const sts = await scriptedServer(stsAnswer("AssumeRole"));
    set({ ...KEYS, AWS_ENDPOINT_URL_STS: sts.url });
    const provide = assumedRole({ roleArn: ROLE }, {});
    await provide();
    expect(await provide()).toMatchObject({ accessKeyId: "ASIAROLE" });
    expect([sts.requests.length, sts.sockets.size]).toEqual([2, 1]);
  });

  test("a role that may not be taken on is about credentials, though STS calls it AccessDenied", async () => {
    const server = await scriptedServer("{}");
    const body =
      "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized to perform: sts:AssumeRole</Message></Error></ErrorResponse>";
    const sts = await scriptedServer({ ...awsError(403, "", body), headers: { "content-type": "text/xml" } });
    set({ ...KEYS, AWS_ENDPOINT_URL_STS: sts.url });
    await expect(callOnce({ endpoint: server.url, assumeRole: { roleArn: ROLE } })).rejects.toMatchObject({
      code: "CredentialsUnavailable",
      message: expect.stringContaining("sts:AssumeRole"),
    });
    expect(server.requests).toHaveLength(0);
  });
});

describe("when STS is in trouble", () => {
  const xml = (code: string): { readonly headers: Record<string, string>; readonly body: string } => ({
    headers: { "content-type": "text/xml" },
    body: `<ErrorResponse><Error><Code>${code}</Code><Message>of STS</Message></Error></ErrorResponse>`,
  });

  test.each([
    ["an internal error", { status: 500, ...xml("InternalFailure") }, "InternalServiceException", true],
    [
      "a page of a load balancer",
      { status: 503, headers: { "content-type": "text/html" }, body: "<html>busy" },
      "ForeignAnswer",
      true,
    ],
    ["a page of no type", { status: 503, body: "<html>busy" }, "InternalServiceException", true],
    ["a throttle", { status: 400, ...xml("Throttling") }, "ThrottlingException", true],
    ["no answer", dropConnection, "SourceUnreachable", true],
    [
      "an identity provider out of reach",
      { status: 400, ...xml("IDPCommunicationError") },
      "InternalServiceException",
      true,
    ],
    ["an expired token", { status: 403, ...xml("ExpiredToken") }, "CredentialsUnavailable", false],
    ["a denial", { status: 403, ...xml("AccessDenied") }, "CredentialsUnavailable", false],
  ])("%s", async (_what, answer, code, retryable) => {
    const server = await scriptedServer("{}");
    const sts = await scriptedServer(answer);
    set({ ...KEYS, AWS_ENDPOINT_URL_STS: sts.url });
    await expect(callOnce({ endpoint: server.url, assumeRole: { roleArn: ROLE } })).rejects.toMatchObject({
      code,
      retryable,
      message: expect.stringContaining("could not be sent"),
    });
    expect(server.requests).toHaveLength(0);
  });
});

describe("AWS_DEFAULTS_MODE", () => {
  test.each([[{}], [{ maxSockets: 4 }], [{ requestTimeoutMs: 20_000 }]])(
    "in-region gives a connection 1100 ms, beside %j",
    async (options) => {
      silentNameServer();
      set({ ...KEYS, AWS_DEFAULTS_MODE: "in-region" });
      const before = performance.now();
      await expect(callOnce({ endpoint: "http://connect.example", maxAttempts: 1, ...options })).rejects.toMatchObject({
        code: "SourceTimeout",
        message: expect.stringContaining("1100 ms"),
      });
      expect(performance.now() - before).toBeLessThan(5000);
    },
    10_000,
  );
});

describe("how often", () => {
  const busy = awsError(500, "InternalServiceException");

  test.each([
    ["the SDK's own default", {}, {}, 3],
    ["AWS_MAX_ATTEMPTS", { AWS_MAX_ATTEMPTS: "5" }, {}, 5],
    ["our option before it", { AWS_MAX_ATTEMPTS: "5" }, { maxAttempts: 2 }, 2],
  ])("%s", async (_what, variables, options, attempts) => {
    const server = await scriptedServer(busy);
    set({ ...KEYS, ...variables });
    await expect(callOnce({ endpoint: server.url, ...options })).rejects.toMatchObject({
      code: "InternalServiceException",
    });
    expect(server.requests).toHaveLength(attempts);
  });

  test("max_attempts and retry_mode of the profile that our option names", async () => {
    const server = await scriptedServer(busy);
    set({ ...KEYS, AWS_CONFIG_FILE: file("[profile audit]\nmax_attempts = 4\nretry_mode = adaptive\n") });
    await expect(
      callOnce({ endpoint: server.url, profile: "audit", credentials: FIXED.credentials }),
    ).rejects.toThrow();
    expect(server.requests).toHaveLength(4);
    // The SDK tells its retry mode by a letter: E is standard, F is adaptive.
    expect(server.requests[0]?.headers["user-agent"]).toMatch(/ m\/[\w,]*F/);
  });

  test("AWS_RETRY_MODE", async () => {
    const server = await scriptedServer("{}");
    set({ ...KEYS, AWS_RETRY_MODE: "adaptive" });
    await callOnce({ endpoint: server.url });
    expect(server.requests[0]?.headers["user-agent"]).toMatch(/ m\/[\w,]*F/);
  });
});
