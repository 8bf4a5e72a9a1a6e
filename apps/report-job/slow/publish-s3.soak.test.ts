import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BUCKET, CREDENTIALS, type Refusal, serveBucket, type TestBucket } from "@attached-files/test-bucket";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { composeBucket, type ObjectStore } from "../src/compose.ts";
import { queryFiles } from "../src/report/testing/read-back.ts";
import { runHere } from "./command-here.ts";
import { type Desk, newDesk } from "./desk.ts";

const ENV = { AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId, AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey };
let desk: Desk;
let bucket: TestBucket;
let store: ObjectStore;
let config: string;
beforeEach(async () => {
  desk = await newDesk(30);
  bucket = await serveBucket();
  const s3 = { bucket: BUCKET, prefix: "", region: "us-east-1", endpoint: bucket.endpoint, requestTimeoutSeconds: 30 };
  for (const [name, value] of Object.entries(ENV)) vi.stubEnv(name, value);
  store = await composeBucket(s3);
  config = join(desk.folder, "attached-files.yaml");
  await configure();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await store.close();
  await bucket.close();
  await desk.clear();
});

async function configure(
  s3: Readonly<Record<string, unknown>> = {},
  keep?: Readonly<Record<string, number>>,
): Promise<void> {
  const publish = {
    s3: { bucket: BUCKET, prefix: "team", region: "us-east-1", endpoint: bucket.endpoint, ...s3 },
    ...(keep === undefined ? {} : { keep }),
  };
  const scope = {
    name: "main",
    region: "eu-central-1",
    endpoint: desk.server.url,
    quota: { requestsPerSecond: "unlimited" },
  };
  await writeFile(config, JSON.stringify({ scopes: [scope], publish }));
}

const command = (...args: string[]) => runHere([...args, "--config", config], { env: ENV });
const runSlot = (slot: string) => command("run", "--slot", slot, "--full");
const keys = async (): Promise<string[]> => (await Array.fromAsync(store.list(""))).map(({ key }) => key);
const latest = async () =>
  JSON.parse((await store.readText("team/latest.json")) ?? "null") as { slot: string; prefix: string } | null;
const slotsInFolder = async () => (await readdir(join(desk.folder, "attached-files-report"))).sort();

describe("publishing to a bucket", () => {
  it("brings the report there as it stands in the folder, and says where", async () => {
    const ended = await runSlot("2026-11-24T06:00:00Z");
    expect(ended).toMatchObject({ exitCode: 0 });
    const { prefix = "" } = (await latest()) ?? {};
    expect(ended.stdout).toContain(`Bucket  s3://${BUCKET}/${prefix}`);
    const folder = join(desk.folder, "attached-files-report/latest");
    const there = (await keys()).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
    expect(there).toEqual((await readdir(folder)).sort());
    expect(await store.readText(`${prefix}files.csv`)).toBe(await readFile(join(folder, "files.csv"), "utf8"));
    expect(ended.stdout + ended.stderr).not.toContain(CREDENTIALS.secretAccessKey);
  });

  it("keeps tables of all slots that are read as one, with their dates and slots as columns", async () => {
    for (const slot of ["2026-11-23", "2026-11-24T06:00:00+01:00", "daily"]) await runSlot(slot);
    const tables = (await keys()).filter((key) => key.includes("/tables/files/"));
    const copies = join(desk.folder, "copies");
    for (const key of tables) {
      await mkdir(dirname(join(copies, key)), { recursive: true });
      await cp(join(bucket.directory, BUCKET, `${key}._S3rver_object`), join(copies, key));
    }
    const rows = await queryFiles(
      `SELECT slot_date::VARCHAR AS slot_date, slot, count(*)::INTEGER AS files
       FROM read_parquet('${copies}/team/tables/files/*/*/*.parquet', hive_partitioning = true) GROUP BY ALL ORDER BY slot`,
    );
    expect(rows).toEqual([
      { slot_date: "2026-11-23", slot: "2026-11-23", files: 30 },
      { slot_date: "2026-11-24", slot: "2026-11-24T06~00~00+01~00", files: 30 },
      { slot_date: null, slot: "daily", files: 30 },
    ]);
  });

  it("removes old reports from the folder and the bucket where that is asked for", async () => {
    await configure({}, { reports: 2 });
    for (const slot of ["2026-11-21", "2026-11-22", "2026-11-23"])
      expect(await runSlot(slot)).toMatchObject({ exitCode: 0 });
    expect(await slotsInFolder()).toEqual(["2026-11-22", "2026-11-23", "latest"]);
    expect((await keys()).filter((key) => key.includes("2026-11-21"))).toEqual([]);
    expect((await keys()).filter((key) => key.endsWith("/current.json"))).toHaveLength(2);
  });
});

describe("a bucket in trouble", () => {
  const after = (count: number, refusal: Refusal) => (request: string, earlier: number) =>
    /^(PUT|POST)/.test(request) && earlier >= count ? refusal : undefined;

  it.each([
    [
      "denies access",
      { status: 403, code: "AccessDenied" } as const,
      /AccessDenied, PutObject is denied \(s3:PutObject\): refused by the test/,
    ],
    ["fails", { status: 500, code: "InternalError" } as const, /InternalError, refused by the test/],
    ["answers nothing", "hang" as const, /SourceTimeout, /],
  ])(
    "that %s after some requests ends the command with 4, leaves the report before, and is made up for",
    async (_, refusal, reason) => {
      await configure({ requestTimeoutSeconds: 0.5 });
      await runSlot("2026-11-23");
      const before = await latest();
      for (const count of [0, 8]) {
        bucket.refuse(after(bucket.requests.length + count, refusal));
        const ended = await runSlot("2026-11-24");
        expect(ended).toMatchObject({ exitCode: 4, stdout: expect.stringContaining("The answer is complete.") });
        expect(ended.stderr).toMatch(reason);
        expect(ended.stderr).toMatch(
          /The report is in .*2026-11-24, but not in s3:\/\/reports\/: .*the next run, or 'attached-files report', publishes it/,
        );
        expect(await latest()).toEqual(before);
        expect(await slotsInFolder()).toContain("2026-11-24");
      }
      bucket.refuse(() => undefined);
      expect(await command("report")).toMatchObject({ exitCode: 0 });
      expect(await latest()).toMatchObject({ slot: "2026-11-24" });
    },
  );

  it("that is not there ends the run with 2, before its first call", async () => {
    await configure({ bucket: "no-such-bucket" });
    expect(await runSlot("2026-11-24")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(
        "There is no bucket for s3://no-such-bucket/ where it was asked for: correct publish.s3.bucket, publish.s3.region or publish.s3.endpoint",
      ),
    });
    expect(desk.fake.calls.count()).toBe(0);
  });

  it("without a Region ends every command with 2, before its first call", async () => {
    await configure({ region: undefined });
    const expected = { exitCode: 2, stderr: expect.stringMatching(/publish\.s3: No AWS Region.*publish\.s3\.region/) };
    expect(await runSlot("2026-11-24")).toMatchObject(expected);
    expect(desk.fake.calls.count()).toBe(0);
  });
});
