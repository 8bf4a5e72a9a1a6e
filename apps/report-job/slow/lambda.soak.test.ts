import { randomBytes } from "node:crypto";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BUCKET, CREDENTIALS } from "@attached-files/test-bucket";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BATCH } from "./desk.ts";
import { type Invoked, type LambdaEnvironment, lambdaEnvironment } from "./lambda-environment.ts";
import { KEYS, LEASE_SECONDS, newYard, type Yard } from "./machines.ts";
import { reportRows } from "./state-rows.ts";

const FILES = 60;
const MINUTE_MS = 60_000;
const SLOT = "2026-11-24T06:00:00Z";
/** Twenty cases take eighty seconds. */
const SLOW = {
  requestsPerSecond: 0.25,
  burst: 1,
  share: 1,
  operations: { SearchAllRelatedItems: { requestsPerSecond: 1000, burst: 100 } },
};
const FAST = { requestsPerSecond: "unlimited" };

let yard: Yard;
let environments: LambdaEnvironment[];
beforeEach(async () => {
  yard = await newYard(FILES);
  environments = [];
});
afterEach(async () => {
  for (const environment of environments) await environment.end();
  await yard.clear();
});

interface Settings {
  readonly quota?: object;
  readonly more?: Readonly<Record<string, unknown>>;
  readonly isStateOnS3?: boolean;
}

function configuration({ quota = FAST, more = {}, isStateOnS3 = true }: Settings = {}): string {
  const bucket = { bucket: BUCKET, region: "us-east-1", endpoint: yard.bucket.endpoint };
  const scope = { name: "main", region: "eu-central-1", endpoint: yard.desk.server.url, quota };
  return JSON.stringify({
    scopes: [scope],
    ...(isStateOnS3 ? { state: { s3: { ...bucket, leaseSeconds: LEASE_SECONDS } } } : {}),
    publish: { s3: { ...bucket, prefix: "published/" } },
    ...more,
  });
}

/** A new one, as after a time without invocations: nothing of another one's /tmp is there. */
async function environment(
  settings: Settings = {},
  variables?: Readonly<Record<string, string>>,
): Promise<LambdaEnvironment> {
  const folder = join(yard.desk.folder, `environment-${environments.length}`);
  const named = { ATTACHED_FILES_CONFIG: "job.yaml" };
  const one = await lambdaEnvironment(
    folder,
    { "job.yaml": configuration(settings) },
    { ...KEYS, ...(variables ?? named) },
  );
  environments.push(one);
  return one;
}

async function undisturbed(): Promise<unknown> {
  const local = await yard.machine("undisturbed", { s3: null });
  expect(await local.run("run", "--slot", SLOT)).toMatchObject({ exitCode: 0 });
  return await reportRows(local.report);
}

/** Both at once is what the AWS SDK warns of. */
async function profileBesideKeys(): Promise<Readonly<Record<string, string>>> {
  const file = join(yard.desk.folder, "credentials");
  const { accessKeyId, secretAccessKey } = CREDENTIALS;
  await writeFile(file, `[work]\naws_access_key_id=${accessKeyId}\naws_secret_access_key=${secretAccessKey}\n`);
  return { ATTACHED_FILES_CONFIG: "job.yaml", AWS_PROFILE: "work", AWS_SHARED_CREDENTIALS_FILE: file };
}

const reportOf = ({ temporaryFolder }: LambdaEnvironment) =>
  reportRows(join(temporaryFolder, "attached-files/report/latest"));
const calls = (): number => yard.desk.fake.calls.count(BATCH);
const resultOf = (invoked: Invoked) => {
  if (invoked.kind !== "result") throw new Error(JSON.stringify(invoked));
  return invoked.result;
};

describe("the handler on Lambda", () => {
  it("runs the slot of the event, and answers what it found and where the report is", async () => {
    const whole = await undisturbed();
    const before = calls();
    const one = await environment({}, await profileBesideKeys());
    const result = resultOf(await one.invoke({ slot: SLOT }, 5 * MINUTE_MS));
    const outcomes = { retrieved: FILES, refused: 0, unanswered: 0, failed: 0, carried: 0, deferred: 0 };
    const answer = {
      status: "complete",
      slot: SLOT,
      exitCode: 0,
      goesOn: false,
      files: FILES,
      outcomes,
      scopes: [{ scope: "main", status: "complete", files: FILES, outcomes, calls: 20 }],
      thresholds: [],
      report: {
        bucket: expect.stringMatching(/^s3:\/\/reports\/published\/.*2026-11-24/),
        folder: expect.stringContaining(one.temporaryFolder),
      },
    };
    expect(result).toEqual(answer);
    expect(await reportOf(one)).toEqual(whole);
    for (const line of one.stderr().trimEnd().split("\n")) expect(JSON.parse(line)).toHaveProperty("runId");
    expect(one.stderr()).toContain("aws-sdk-warning");
    expect(one.stderr()).not.toContain(`${CREDENTIALS.secretAccessKey}"`);

    // Once more in the same process, then with an empty /tmp, then in another environment: nothing is asked again.
    const made = calls();
    expect(made - before).toBe(20);
    expect(resultOf(await one.invoke({ slot: SLOT }, 5 * MINUTE_MS))).toEqual(answer);
    await one.emptyTemporaryFolder();
    expect(resultOf(await one.invoke(result, 5 * MINUTE_MS))).toEqual(answer);
    const other = await environment();
    expect(resultOf(await other.invoke({ slot: SLOT }, 5 * MINUTE_MS))).toMatchObject({
      status: "complete",
      files: FILES,
    });
    expect(calls()).toBe(made);
    // What was published is not kept in the way of the next.
    await one.invoke({ slot: "2026-11-25T06:00:00Z" }, 5 * MINUTE_MS);
    expect(await readdir(join(one.temporaryFolder, "attached-files/report"))).toEqual([
      "2026-11-25T06~00~00Z",
      "latest",
    ]);
    // The past slot, which is started once more, is no error: its report is in the bucket.
    expect(resultOf(await one.invoke({ slot: SLOT }, 5 * MINUTE_MS))).toEqual({
      ...answer,
      report: { bucket: answer.report.bucket, folder: null },
    });
    expect(calls()).toBe(made);
  });

  it("ends in time with what there is, and goes on when its result is the next event, until it is complete", async () => {
    const whole = await undisturbed();
    const one = await environment({ quota: SLOW });
    const began = performance.now();
    const first = resultOf(await one.invoke({ slot: SLOT }, MINUTE_MS));
    expect(performance.now() - began).toBeLessThan(MINUTE_MS);
    expect(first).toMatchObject({ status: "partial", exitCode: 3, goesOn: true, slot: SLOT });
    expect(first.outcomes.deferred).toBeGreaterThan(0);
    expect(first.outcomes.retrieved).toBeGreaterThan(0);
    const later = await environment({ quota: FAST });
    const last = resultOf(await later.invoke(first, 5 * MINUTE_MS));
    expect(last).toMatchObject({ status: "complete", goesOn: false, slot: SLOT });
    expect(last.scopes).toMatchObject([{ calls: 20 }]);
    const manifestOf = ({ parquet, csv, names }: Record<string, unknown>) => ({ parquet, csv, names });
    expect(manifestOf(await reportOf(later))).toEqual(manifestOf(whole as Record<string, unknown>));
  });

  it("that was killed when its time was over is gone on with by the next invocation, to the undisturbed report", async () => {
    const whole = await undisturbed();
    const before = calls();
    const one = await environment({ quota: SLOW });
    // It believes that it has ten minutes, as where something takes longer than anybody thought.
    expect(await one.invoke({ slot: SLOT }, 10 * MINUTE_MS, 20_000)).toEqual({ kind: "timed out" });
    const done = calls() - before;
    expect(done).toBeGreaterThan(2);
    const next = await environment({ quota: FAST });
    const result = resultOf(await next.invoke({ slot: SLOT }, 5 * MINUTE_MS));
    expect(result).toMatchObject({ status: "complete", slot: SLOT, files: FILES });
    // Made again is what was done since the last checkpoint, at most a third of the lease ago, and what was under way.
    expect(calls() - before - 20).toBeLessThanOrEqual(Math.ceil((LEASE_SECONDS / 3) * 0.25) + 2);
    expect(await reportOf(next)).toEqual(whole);
  });
});

describe("an error on Lambda", () => {
  it("is a configuration that cannot be right, with all that is wrong", async () => {
    const without = await environment({ isStateOnS3: false });
    expect(await without.invoke({ slot: SLOT }, MINUTE_MS)).toMatchObject({
      kind: "error",
      errorType: "ConfigurationError",
      errorMessage: expect.stringMatching(
        /job\.yaml: state\.s3: expected a bucket for the state, .*, received nothing/,
      ),
    });
    const one = await environment();
    expect(await one.invoke({ slot: "2026-02-30", full: "yes" }, MINUTE_MS)).toMatchObject({
      errorType: "ConfigurationError",
      errorMessage: expect.stringMatching(
        /event\.full: expected true or false, received "yes"\nevent\.slot: expected a day/,
      ),
    });
    expect(await one.invoke({ slat: SLOT }, MINUTE_MS)).toMatchObject({
      errorType: "ConfigurationError",
      errorMessage: expect.stringContaining("event.slat: expected no member but slot and full (did you mean slot?)"),
    });
    const both = await environment({}, { ATTACHED_FILES_CONFIG: "a", ATTACHED_FILES_CONFIG_YAML: "b" });
    expect(await both.invoke({}, MINUTE_MS)).toMatchObject({ errorType: "ConfigurationError" });
    expect(calls()).toBe(0);
  });

  it("is a bucket, or a source, that cannot be reached; secrets are in none", async () => {
    const secret = randomBytes(12).toString("hex");
    const text = configuration().replace('"state"', `"x":"${secret}","state"`);
    const inline = await environment({}, { ATTACHED_FILES_CONFIG_YAML: text, MY_API_TOKEN: secret });
    const wrong = await inline.invoke({ slot: SLOT }, MINUTE_MS);
    expect(wrong).toMatchObject({ errorType: "ConfigurationError" });
    expect(JSON.stringify(wrong) + inline.stderr()).not.toContain(secret);

    const one = await environment();
    yard.bucket.refuse(() => ({ status: 403, code: "AccessDenied" }));
    expect(await one.invoke({ slot: SLOT }, MINUTE_MS)).toMatchObject({
      errorType: "UnavailableError",
      errorMessage: expect.stringContaining("cannot be reached: AccessDenied"),
    });
    yard.bucket.refuse(() => undefined);
    yard.desk.fake.faults.next({ operation: BATCH, error: "AccessDeniedException", times: "always" });
    const denied = await one.invoke({ slot: SLOT }, MINUTE_MS);
    expect(denied).toMatchObject({ kind: "error", errorType: "UnavailableError" });
    yard.desk.fake.faults.clear();
    expect(resultOf(await one.invoke({ slot: SLOT }, MINUTE_MS))).toMatchObject({ status: "complete" });
  });

  it("is a report that is partial for another reason than time, and stands all the same", async () => {
    const common = { region: "eu-central-1", quota: FAST };
    const scopes = [
      { name: "main", endpoint: yard.desk.server.url, ...common },
      { name: "other", endpoint: "http://127.0.0.1:9", ...common },
    ];
    const one = await environment({ more: { scopes, run: { maxAttempts: 1 } } });
    const partial = await one.invoke({ slot: SLOT }, MINUTE_MS);
    expect(partial).toMatchObject({
      errorType: "PartialRunError",
      errorMessage: expect.stringMatching(
        /The report of slot 2026-11-24T06:00:00Z in s3:\/\/reports\/published\S+ is partial, and not for want of time alone: other: /,
      ),
    });
    expect(await yard.store.readText("published/latest.json")).toContain(SLOT);
  });
});

it("counts each invocation for CloudWatch, also one that could not begin", async () => {
  const one = await environment({}, { ATTACHED_FILES_CONFIG: "job.yaml", AWS_EMF_NAMESPACE: "attached-files" });
  resultOf(await one.invoke({ slot: SLOT }, 5 * MINUTE_MS));
  expect(await one.invoke({ slot: "2026-02-30" }, MINUTE_MS)).toMatchObject({ errorType: "ConfigurationError" });
  const lines = one.stderr().trimEnd().split("\n");
  const documents = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const exitCodes = documents.filter((each) => "_aws" in each).map((each) => each["attached_files.job.exit_code"]);
  expect(exitCodes.filter((each) => each !== undefined)).toEqual([0, 2]);
});

it("tells a threshold that is crossed in a result", async () => {
  const policy = [{ name: "few-files", rule: "files > 10", severity: "critical" }];
  const one = await environment({ more: { policy } });
  expect(resultOf(await one.invoke({}, 5 * MINUTE_MS))).toMatchObject({
    status: "complete",
    exitCode: 5,
    thresholds: ["few-files"],
  });
});
