import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BUCKET, CREDENTIALS, serveBucket, type TestBucket } from "@attached-files/test-bucket";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runHere } from "./command-here.ts";
import { BATCH, type Desk, newDesk } from "./desk.ts";
import { type Listeners, listen } from "./listeners.ts";

const [PAST, LATER] = ["2026-11-24", "2026-11-25"];
let desk: Desk;
let bucket: TestBucket;
let listeners: Listeners;
let config: string;
beforeEach(async () => {
  [desk, bucket, listeners] = [await newDesk(3), await serveBucket(), await listen()];
  config = join(desk.folder, "attached-files.json");
});
afterEach(async () => {
  await listeners.close();
  await bucket.close();
  await desk.clear();
});

const place = () => ({ bucket: BUCKET, region: "us-east-1", endpoint: bucket.endpoint });
const stateFolder = () => join(desk.folder, "state");
const reports = () => join(desk.folder, "reports");

async function configure(more: object = {}, scopes: readonly string[] = ["main"]): Promise<void> {
  const scope = { region: "eu-central-1", endpoint: desk.server.url, quota: { requestsPerSecond: "unlimited" } };
  const notify = [{ name: "ops", to: "webhook", on: ["failure"], urlVariable: "OPS_URL", format: "json" }];
  const text = {
    scopes: scopes.map((name) => ({ name, ...scope })),
    state: { folder: stateFolder() },
    report: { folder: reports() },
    notify,
    ...more,
  };
  await writeFile(config, JSON.stringify(text));
}

async function run(slot: string, ...flags: readonly string[]) {
  const keys = {
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  };
  const env = { ...keys, OPS_URL: `${listeners.url}/ops` };
  return await runHere(["run", "--slot", slot, "--config", config, ...flags], { env });
}

/** What was sent since anybody looked last; null where nothing was. */
function heard() {
  const body = listeners.heard.get("/ops") ?? "null";
  listeners.forget();
  return JSON.parse(body);
}

describe("a slot of the past that was complete, started again", () => {
  it("ends with 0 without its report, makes no call, says that it was complete, and tells nobody", async () => {
    await configure({ policy: [{ name: "many", rule: "files > 99", severity: "critical" }] });
    for (const slot of [PAST, LATER]) expect(await run(slot)).toMatchObject({ exitCode: 0 });
    await rm(join(reports(), PAST), { recursive: true });
    const calls = desk.fake.calls.count();
    const again = await run(PAST);
    expect(again).toMatchObject({ exitCode: 0, stdout: "" });
    expect(again.stderr).toContain("slot 2026-11-24 was complete before, and a later slot's answers have taken");
    expect(again.stderr).toContain(
      `Slot ${PAST} was complete before. The states hold later answers, so its report is not made again; none that can be read is in ${join(reports(), PAST)}. Whether a threshold was crossed is not known any more.`,
    );
    expect(again.stderr).not.toMatch(/[Nn]o run of slot|run-book|Exit code/);
    expect(desk.fake.calls.count()).toBe(calls);
    expect(heard()).toBeNull();
  });

  it.each([
    ["0, where no threshold is crossed", "files > 99", 0],
    ["5, where one was crossed", "files > 0", 5],
  ])("says where its bucket has the report, and ends with what that says: %s", async (_, rule, exitCode) => {
    const publish = { s3: { ...place(), prefix: "team/" } };
    await configure({ publish, policy: [{ name: "many", rule, severity: "critical" }] });
    for (const slot of [PAST, LATER]) await run(slot);
    await rm(join(reports(), PAST), { recursive: true });
    const again = await run(PAST);
    expect(again.exitCode).toBe(exitCode);
    expect(again.stderr).toMatch(new RegExp(`It is in s3://${BUCKET}/team/reports/${PAST}/\\w+/\\.`));
    expect(again.stderr).not.toContain("not known any more");
    bucket.refuse(() => ({ status: 403, code: "AccessDenied" }));
    const denied = await run(PAST);
    expect(denied.exitCode).toBe(4);
    expect(denied.stderr).toContain(`Whether s3://${BUCKET}/team/ has it could not be asked: AccessDenied`);
  });

  it("in one of two scopes alone is no complete one", async () => {
    await configure({}, ["a", "b"]);
    expect((await run(PAST, "--scope", "a")).exitCode).toBe(3);
    expect((await run(LATER)).exitCode).toBe(0);
    await rm(join(reports(), PAST), { recursive: true });
    const again = await run(PAST, "--scope", "a");
    expect(again.exitCode).toBe(4);
    expect(again.stderr).toMatch(/a: The answers are those of slot 2026-11-25\. Slot 2026-11-24 was complete before/);
    expect(again.stderr).toMatch(/b: .*No run of slot 2026-11-24 has finished in the state\. Run a new slot/);
    expect(heard()).toMatchObject({ exitCode: 4, missing: [{ scope: "b", code: "other-slot", files: null }] });
  });
});

describe("a slot of the past that was not complete", () => {
  it.each([
    ["in a folder", false],
    ["on S3, and every start is on a machine of its own", true],
  ])("is told with its cause and the section about it, once, where the state is %s", async (_, isOnS3) => {
    await configure(isOnS3 ? { state: { folder: stateFolder(), s3: place() } } : {});
    desk.fake.faults.next({ operation: BATCH, error: "AccessDeniedException", times: "always" });
    expect((await run(PAST)).exitCode).toBe(4);
    desk.fake.faults.clear();
    expect((await run(LATER)).exitCode).toBe(0);
    heard();
    const said: unknown[] = [];
    for (let start = 1; start <= 3; start += 1) {
      await rm(join(reports(), PAST), { recursive: true, force: true });
      if (isOnS3) await rm(stateFolder(), { recursive: true });
      const again = await run(PAST);
      expect(again.exitCode).toBe(4);
      expect(again.stderr.trimEnd().split("\n").at(-1)).toContain("run-book reason-other-slot");
      said.push(heard());
    }
    expect(said).toMatchObject([
      {
        event: "run-failed",
        trouble: [
          {
            scope: "main",
            text: expect.stringMatching(/^slot 2026-11-24 had ended partial, and a later slot's answers/),
            runBook: "reason-other-slot",
          },
        ],
        runBook: ["reason-other-slot", "exit-code-4"],
      },
      null,
      null,
    ]);
  });
});
