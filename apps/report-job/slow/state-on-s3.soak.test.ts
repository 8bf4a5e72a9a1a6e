import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BUCKET, CREDENTIALS, serveBucket, type TestBucket } from "@attached-files/test-bucket";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { composeBucket, type VersionedStore } from "../src/compose.ts";
import { runHere } from "./command-here.ts";
import { type Desk, newDesk } from "./desk.ts";

const ENV = { AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId, AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey };
let desk: Desk;
let bucket: TestBucket;
let store: VersionedStore;
beforeEach(async () => {
  desk = await newDesk(60);
  bucket = await serveBucket();
  for (const [name, value] of Object.entries(ENV)) vi.stubEnv(name, value);
  store = await composeBucket({
    bucket: BUCKET,
    region: "us-east-1",
    endpoint: bucket.endpoint,
    requestTimeoutSeconds: 30,
  });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await store.close();
  await bucket.close();
  await desk.clear();
});

/** A machine with nothing but the configuration. */
async function machine(name: string, s3: Readonly<Record<string, unknown>> = {}) {
  const folder = join(desk.folder, name);
  await mkdir(folder, { recursive: true });
  const config = join(folder, "attached-files.yaml");
  const state = { s3: { bucket: BUCKET, region: "us-east-1", endpoint: bucket.endpoint, leaseSeconds: 5, ...s3 } };
  const scope = {
    name: "main",
    region: "eu-central-1",
    endpoint: desk.server.url,
    quota: { requestsPerSecond: "unlimited" },
  };
  await writeFile(config, JSON.stringify({ scopes: [scope], state }));
  const command = (...args: string[]) => runHere([...args, "--config", config], { env: ENV });
  return { folder, config, command };
}

const keys = async (): Promise<string[]> => (await Array.fromAsync(store.list(""))).map(({ key }) => key);

describe("a state on S3", () => {
  it("is there for the next machine, which asks for nothing that is known", async () => {
    const first = await (await machine("one")).command("run", "--slot", "2026-11-24");
    expect(first.stderr).toBe("x");
  });
});
