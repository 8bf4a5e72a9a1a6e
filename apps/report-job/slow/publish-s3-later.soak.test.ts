import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BUCKET, CREDENTIALS, serveBucket, type TestBucket } from "@attached-files/test-bucket";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { composeBucket, type ObjectStore } from "../src/compose.ts";
import { start } from "./attached-files-process.ts";
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
  const s3 = { bucket: BUCKET, prefix: "", region: "us-east-1", endpoint: bucket.endpoint };
  for (const [name, value] of Object.entries(ENV)) vi.stubEnv(name, value);
  store = await composeBucket({ ...s3, requestTimeoutSeconds: 30 });
  config = join(desk.folder, "attached-files.yaml");
  const scope = { name: "main", region: "eu-central-1", endpoint: desk.server.url };
  await writeFile(
    config,
    JSON.stringify({
      scopes: [{ ...scope, quota: { requestsPerSecond: "unlimited" } }],
      publish: { s3, keep: { reports: 1, days: 3650 } },
    }),
  );
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await store.close();
  await bucket.close();
  await desk.clear();
});

const args = (slot: string) => ["run", "--slot", slot, "--full", "--config", config];
const runSlot = (slot: string) => runHere(args(slot), { env: ENV });
const isPut = (request: string) => request.startsWith("PUT");
const pointer = async (key: string) =>
  JSON.parse((await store.readText(key)) ?? "null") as { slot: string; prefix: string; manifest: string } | null;

/** Everything that the manifest names stands there as it says, and is what stands in the slot's folder. */
async function expectWhole(slot: string): Promise<void> {
  const { prefix = "", manifest = "" } = (await pointer(`reports/${slot}/current.json`)) ?? {};
  const { files } = JSON.parse((await store.readText(manifest)) ?? "null") as {
    files: { file: string; sha256: string }[];
  };
  const folder = join(desk.folder, "attached-files-report", slot);
  expect([...files.map(({ file }) => file), "manifest.json"].sort()).toEqual((await readdir(folder)).sort());
  for (const { file, sha256 } of files) {
    const stored = await readFile(join(bucket.directory, BUCKET, `${prefix}${file}._S3rver_object`));
    expect([file, createHash("sha256").update(stored).digest("hex")]).toEqual([file, sha256]);
  }
  for (const table of ["files", "problems"]) {
    const key = `tables/${table}/slot_date=${slot}/slot=${slot}/${table}.parquet`;
    expect(await store.find(key), key).toBeDefined();
  }
}

describe("a report that did not get to the bucket", () => {
  it("is published by the next run of another slot, which says so, and not by the one after that", async () => {
    await runSlot("2026-11-22");
    bucket.refuse((request) => (isPut(request) ? { status: 403, code: "AccessDenied" } : undefined));
    const failed = await runSlot("2026-11-23");
    expect(failed).toMatchObject({
      exitCode: 4,
      stderr: expect.stringMatching(/the next run, or 'attached-files report', publishes it/),
    });
    bucket.refuse(() => undefined);
    const next = await runSlot("2026-11-24");
    expect(next).toMatchObject({ exitCode: 0 });
    const told = "2026-11-23: its report did not get to s3://reports/ when it was made, and is there now.";
    expect(next.stderr).toContain(told);
    for (const slot of ["2026-11-22", "2026-11-23", "2026-11-24"]) await expectWhole(slot);
    expect(await pointer("latest.json")).toMatchObject({ slot: "2026-11-24" });
    expect((await runSlot("2026-11-25")).stderr).not.toContain("2026-11-23");
  });

  it("because its process was killed half-way, leaves what stood there, and is published whole by the next run", async () => {
    await runSlot("2026-11-01");
    const before = await pointer("latest.json");
    const puts = bucket.requests.filter(isPut).length;
    expect(puts).toBeGreaterThan(9);
    // The first object, one in the middle, the manifest, the tables, the first of the two pointers, and the last.
    const instants = [1, 5, puts - 4, puts - 2, puts - 1];
    for (const [index, instant] of instants.entries()) {
      const slot = `2026-11-0${index + 2}`;
      const child = start(args(slot), { env: ENV });
      let seen = 0;
      bucket.refuse((request) => {
        seen += isPut(request) ? 1 : 0;
        if (seen < instant) return undefined;
        child.kill("SIGKILL");
        return "hang";
      });
      const [, signal] = await once(child, "close");
      expect([slot, signal, seen]).toEqual([slot, "SIGKILL", instant]);
      bucket.refuse(() => undefined);
      expect(await pointer(`reports/${slot}/current.json`)).toBeNull();
      expect(await pointer("latest.json")).toEqual(before);
    }
    const next = await runSlot("2026-11-09");
    expect(next).toMatchObject({ exitCode: 0 });
    for (const index of instants.keys()) {
      const slot = `2026-11-0${index + 2}`;
      expect(next.stderr).toContain(`${slot}: its report did not get to`);
      await expectWhole(slot);
    }
    expect(await pointer("latest.json")).toMatchObject({ slot: "2026-11-09" });
    expect(await readdir(join(desk.folder, "attached-files-state", "unpublished"))).toEqual([]);
  });
});
