import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BUCKET, CREDENTIALS, serveBucket } from "@attached-files/test-bucket";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type CheckResult, checkSchema } from "../src/check/check-schema.ts";
import { composeBucket } from "../src/compose.ts";
import { type AccountAnswers, serveAccount } from "./account-services.ts";
import { runHere } from "./command-here.ts";
import { type Desk, newDesk } from "./desk.ts";

const ENV = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI" };
const ME = { account: "111122223333", arn: "arn:aws:iam::111122223333:user/me" };

let desk: Desk;
let config: string;
beforeEach(async () => {
  desk = await newDesk(6);
  config = join(desk.folder, "attached-files.yaml");
  await configure();
});
afterEach(() => desk.clear());

async function configure(scope = "", more = ""): Promise<void> {
  const text = `{ name: main, region: eu-central-1, endpoint: "${desk.server.url}"${scope} }`;
  await writeFile(config, `scopes: [${text}]\nstate: { folder: state }\nreport: { folder: report }\n${more}`);
}

async function check(env: Record<string, string> = {}): Promise<CheckResult & { readonly stderr: string }> {
  const ended = await runHere(["check", "--config", config, "--json"], { env: { ...ENV, ...env } });
  const result = checkSchema.parse(JSON.parse(ended.stdout));
  expect(ended.exitCode).toBe(result.exitCode);
  for (const text of [ended.stdout, ended.stderr]) expect(text).not.toContain(ENV.AWS_SECRET_ACCESS_KEY);
  return { ...result, stderr: ended.stderr };
}

/** Findings that did not pass, as 'permission cases:ListDomains failed'. */
function troubles({ findings }: CheckResult): string[] {
  const troubled = findings.filter(({ result }) => result !== "passed");
  for (const { next } of troubled) expect(next).not.toBeNull();
  return troubled.map(({ check: name, action, result }) => [name, action, result].filter(Boolean).join(" "));
}

const NO_ACCOUNT = ["credentials unknown", "quota unknown"];

async function withAccount<T>(answers: AccountAnswers, work: (env: Record<string, string>) => Promise<T>): Promise<T> {
  const account = await serveAccount(answers);
  try {
    return await work({ AWS_ENDPOINT_URL_STS: account.url, AWS_ENDPOINT_URL_SERVICE_QUOTAS: account.url });
  } finally {
    await account.close();
  }
}

describe("attached-files check", () => {
  it("passes what a run can use, says what it cannot see, and leaves nothing behind", async () => {
    const result = await check();
    expect(troubles(result)).toEqual(NO_ACCOUNT);
    expect(result).toMatchObject({ exitCode: 0, counts: { failed: 0, unknown: 2 } });
    expect(await readdir(desk.folder)).toEqual(["attached-files.yaml"]);
  });

  it("tells people the same, a line each, with the next step below", async () => {
    const { stdout, exitCode } = await runHere(["check", "--config", config], { env: ENV });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^passed {3}permission {4}main: cases:ListDomains: allowed$/m);
    expect(stdout).toMatch(/^unknown {2}credentials {3}main: .*\n {23}→ /m);
    expect(stdout).toMatch(/\n\d+ passed, 0 failed, 2 unknown: nothing that was seen stands in a run's way\.\n$/);
  });

  it("names who you are and compares the quota, where AWS says so", async () => {
    const quotas = { "Rate of BatchGetAttachedFileMetadata API requests": 1 };
    const result = await withAccount({ identity: ME, quotas }, check);
    expect(troubles(result)).toEqual(["quota failed"]);
    expect(result.exitCode).toBe(3);
    expect(result.findings.find(({ check: name }) => name === "credentials")?.text).toContain(ME.arn);
  });

  it("names the right variables where AWS_ENDPOINT_URL is a fake, which is no account", async () => {
    await writeFile(config, "scopes: [{ name: main, region: eu-central-1 }]\n");
    const result = await check({ AWS_ENDPOINT_URL: desk.server.url });
    expect([result.exitCode, ...troubles(result)]).toEqual([0, ...NO_ACCOUNT]);
    const unknown = result.findings.filter(({ result: how }) => how === "unknown");
    for (const { text } of unknown) expect(text).toMatch(/^what stands at AWS_ENDPOINT_URL does not speak/);
    for (const { next } of unknown) expect(next).toContain("AWS_ENDPOINT_URL_CONNECTCASES");
  });

  it("goes on where it is not allowed to see the quotas, and ends with 4 where the credentials are refused", async () => {
    const denied = await withAccount({ identity: ME, quotas: "AccessDeniedException" }, check);
    expect([denied.exitCode, ...troubles(denied)]).toEqual([0, "quota unknown"]);
    const refused = await withAccount({ identity: "InvalidClientTokenId", quotas: {} }, check);
    expect([refused.exitCode, ...troubles(refused)]).toEqual([4, "credentials failed", "quota unknown"]);
  });

  it("fails for an instance that is not the files'", async () => {
    desk.fake.state.files.addInstance("i-2");
    await configure(", instanceId: i-2");
    const other = await check();
    expect([other.exitCode, ...troubles(other)]).toEqual([
      2,
      "credentials unknown",
      "belonging failed",
      "quota unknown",
    ]);
  });

  it("fails for an instance and for domains that are not there", async () => {
    await configure(", instanceId: i-9, domainIds: [d-1, d-9]");
    const gone = await check();
    expect([gone.exitCode, ...troubles(gone)]).toEqual([
      2,
      "credentials unknown",
      "belonging failed",
      "belonging failed",
      "quota unknown",
    ]);
  });

  it("fails for a Region without Cases, and without any Region", async () => {
    await configure();
    await writeFile(config, `scopes: [{ name: main, region: us-gov-west-1, endpoint: "${desk.server.url}" }]\n`);
    expect(troubles(await check())).toContain("region failed");
    await writeFile(config, `scopes: [{ name: main, region: eu-centrall-1, endpoint: "${desk.server.url}" }]\n`);
    const { findings } = await check();
    const next = findings.find((finding) => finding.check === "region")?.next;
    expect(next).toContain("Correct 'region' of the scope to eu-central-1");
    await writeFile(config, `scopes: [{ name: main, endpoint: "${desk.server.url}" }]\n`);
    const none = await check();
    expect([none.exitCode, ...troubles(none)]).toEqual([2, "region failed"]);
  });

  it("tells once that nobody answers, and asks no further", async () => {
    const { url } = desk.server;
    await desk.server.close();
    const result = await check();
    expect(result.exitCode).toBe(4);
    expect(troubles(result)).toEqual([
      "credentials unknown",
      "endpoint failed",
      "clock unknown",
      "permission connect:BatchGetAttachedFileMetadata unknown",
      "permission connect:ListAttachedFilesConfigurations unknown",
      "permission cases:SearchAllRelatedItems unknown",
      "permission cases:ListDomains unknown",
      "permission cases:GetDomain unknown",
      "belonging unknown",
      "quota unknown",
    ]);
    expect(result.findings.find(({ check: name }) => name === "endpoint")?.text).toContain(url);
  });

  it("finds every mistake of a configuration at once, in the same form", async () => {
    await writeFile(config, "scopes: []\nrun: { maxAttempts: 0 }\n");
    const result = await check();
    expect([result.exitCode, ...troubles(result)]).toEqual([2, "configuration failed"]);
    expect(result.findings[0]?.text).toMatch(/scopes.*\n.*run\.maxAttempts/);
  });

  it("keeps strangers' escapes out of the terminal", async () => {
    const error = "AccessDeniedException";
    desk.fake.faults.next({ operation: "ListDomains", error, message: "\u001b[31mred", times: "always" } as never);
    const { stdout } = await runHere(["check", "--config", config], { env: ENV });
    expect(stdout).toContain("\\u{1b}[31mred");
    expect(stdout).not.toContain("\u001b");
  });
});

describe("the bucket of a check", () => {
  const s3 = (endpoint: string, bucket = BUCKET) =>
    `publish: { s3: { bucket: ${bucket}, prefix: files/, region: eu-central-1, endpoint: "${endpoint}" }, keep: { reports: 3 } }\n`;
  const env = { AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId, AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey };

  it("is tried action by action, and nothing stays in it", async () => {
    const bucket = await serveBucket();
    try {
      await configure("", s3(bucket.endpoint));
      const result = await check(env);
      const about = result.findings.filter((finding) => finding.about === "publish.s3");
      expect(
        about.filter(({ result: how }) => how === "passed").map(({ check: name, action }) => action ?? name),
      ).toEqual(expect.arrayContaining(["bucket", "s3:ListBucket", "s3:GetObject", "s3:PutObject"]));
      expect(result.counts.failed).toBe(0);
      expect((await readdir(join(bucket.directory, BUCKET))).filter((name) => !name.startsWith("."))).toEqual([]);
    } finally {
      await bucket.close();
    }
  });

  it.each([
    ["s3:ListBucket", /^GET .*list-type=2/, ["permission s3:GetObject unknown"]],
    ["s3:GetObject", /^GET (?!.*list-type=2)/, []],
    ["s3:PutObject", /^PUT /, []],
    ["s3:AbortMultipartUpload", /^DELETE .*uploadId=/, []],
    ["s3:DeleteObject", /^DELETE (?!.*uploadId=)/, []],
  ])("fails for %s alone where that is denied", async (action, request, others) => {
    const bucket = await serveBucket();
    try {
      await configure("", s3(bucket.endpoint));
      // The server knows no object either way; what it would list is denied as S3 denies it.
      bucket.refuse((each) => {
        if (request.test(each)) return { status: 403, code: "AccessDenied" };
        return action === "s3:ListBucket" && /^GET /.test(each) ? { status: 403, code: "AccessDenied" } : undefined;
      });
      const denied = await check(env);
      expect(denied.exitCode).toBe(4);
      const about = denied.findings.filter(({ about: name, result }) => name === "publish.s3" && result === "failed");
      expect(about.map((finding) => finding.action)).toEqual([action]);
      for (const other of others) expect(troubles(denied)).toContain(other);
    } finally {
      await bucket.close();
    }
  });

  it("fails where it is not there", async () => {
    const bucket = await serveBucket();
    try {
      await configure("", s3(bucket.endpoint, "nobodys-bucket"));
      const gone = await check(env);
      expect([gone.exitCode, ...troubles(gone)]).toEqual([2, ...NO_ACCOUNT, "credentials unknown", "bucket failed"]);
    } finally {
      await bucket.close();
    }
  });
});

describe("the state on S3 of a check", () => {
  const state = (endpoint: string) =>
    `scopes: [{ name: main, region: eu-central-1, endpoint: "${desk.server.url}", quota: { requestsPerSecond: unlimited } }]\nstate: { folder: state, s3: { bucket: ${BUCKET}, region: eu-central-1, endpoint: "${endpoint}" } }\nreport: { folder: report }\n`;
  const env = { AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId, AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey };
  const ofState = ({ findings }: CheckResult) =>
    findings.filter(({ check: name, about }) => name === "state-folder" && about === "main").map(({ text }) => text);

  /** As a run on another machine that lives. */
  async function takeLease(endpoint: string): Promise<void> {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const store = await composeBucket({ bucket: BUCKET, region: "eu-central-1", endpoint, requestTimeoutSeconds: 30 });
    const key = "attached-files-state/scope=main/head.json";
    const [since, until] = ["2026-11-24T06:00:00Z", "2026-11-24T06:01:00Z"];
    const lease = { holder: crypto.randomUUID(), host: "ops-1", pid: 4711, since, until, leaseSeconds: 60 };
    const head = JSON.parse((await store.readText(key)) ?? "null");
    await store.putText(key, JSON.stringify({ ...head, lease }), { contentType: "application/json", metadata: {} });
    await store.close();
    vi.unstubAllEnvs();
  }

  it("is read where it is, and its bucket tried action by action", async () => {
    const bucket = await serveBucket();
    try {
      await writeFile(config, state(bucket.endpoint));
      const before = await check(env);
      expect([before.exitCode, before.counts.failed, ...ofState(before)]).toEqual([
        0,
        0,
        expect.stringContaining("no state yet"),
      ]);
      expect(await runHere(["run", "--config", config], { env: { ...ENV, ...env } })).toMatchObject({ exitCode: 0 });
      expect(ofState(await check(env))).toEqual([expect.stringContaining("6 files are known")]);
      await takeLease(bucket.endpoint);
      const held = await runHere(["check", "--config", config], { env: { ...ENV, ...env } });
      expect(held).toMatchObject({ exitCode: 0 });
      const holder = "in use by process 4711 on ops-1 since 2026-11-24T06:00:00Z";
      expect(held.stdout).toContain(`main: ${holder}; at its last checkpoint: 6 files are known`);
      expect(held.stdout).toMatch(
        /: nothing failed, but a run now would wait or end with 4: the state of main is in use\.\n$/,
      );
      bucket.refuse(() => ({ status: 403, code: "AccessDenied" }));
      const denied = await check(env);
      expect(denied.exitCode).toBe(4);
      // What cannot be read is not taken for nothing.
      expect(ofState(denied)).toEqual([]);
      expect(troubles(denied)).toEqual(
        expect.arrayContaining(["state-folder failed", "permission s3:PutObject failed"]),
      );
    } finally {
      await bucket.close();
    }
  });
});

describe("who is told, of a check", () => {
  it("fails for events that may not be put and a URL that nobody gave; what no harmless call shows is unknown", async () => {
    const account = await serveAccount({ identity: ME, quotas: {} });
    try {
      const targets = [
        `{ name: bus, to: event-bridge, on: [failure], region: eu-central-1, endpoint: "${account.url}" }`,
        "{ name: chat, to: webhook, on: [failure], urlVariable: CHAT_URL }",
        '{ name: page, to: sns, on: [failure], topicArn: "arn:aws:sns:eu-central-1:111122223333:files" }',
      ];
      await configure("", `notify: [${targets.join(", ")}]\n`);
      const result = await check();
      expect([result.exitCode, ...troubles(result)]).toEqual([
        2,
        ...NO_ACCOUNT,
        "permission events:PutEvents failed",
        "notify failed",
        "permission sns:Publish unknown",
      ]);
      expect(troubles(await check({ CHAT_URL: "https://chat.example.com/s3cr3t" }))).toContain("notify unknown");
    } finally {
      await account.close();
    }
  });

  it("asks about the first reference where a scope takes a list", async () => {
    await writeFile(
      join(desk.folder, "files.csv"),
      "instance_id,associated_resource_arn,file_id\ni-1,arn:aws:cases:eu-central-1:111122223333:domain/d-1/case/c-0,f-0\n",
    );
    await configure(", references: files.csv");
    const result = await check();
    expect(troubles(result)).toEqual(["credentials unknown", "belonging unknown", "quota unknown"]);
    expect(result.findings.filter(({ action }) => action !== null).map(({ action }) => action)).toEqual([
      "connect:BatchGetAttachedFileMetadata",
      "connect:ListAttachedFilesConfigurations",
    ]);
  });
});
