import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUCKET, CREDENTIALS, serveBucket, type TestBucket } from "@attached-files/test-bucket";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectObjectStore } from "./connect-object-store.ts";
import type { KnownFile, ObjectStore } from "./object-store.ts";
import type { S3Options } from "./s3-options.ts";

const PART = 5 * 1024 * 1024;
const LABEL = { contentType: "text/csv", metadata: { sha256: "abc" } };
let folder: string;
let bucket: TestBucket;
let store: ObjectStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-upload-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  bucket = await serveBucket();
  store = connect();
});
afterEach(async () => {
  await store.close();
  await bucket.close();
});

function connect(change: Partial<S3Options> = {}): ObjectStore {
  const { endpoint } = bucket;
  return connectObjectStore({
    bucket: BUCKET,
    endpoint,
    region: "us-east-1",
    credentials: CREDENTIALS,
    partBytes: PART,
    ...change,
  });
}

async function aFile(sizeBytes: number): Promise<KnownFile & { readonly content: Buffer }> {
  const content = randomBytes(sizeBytes);
  const path = join(folder, `${sizeBytes}`);
  await writeFile(path, content);
  return { path, sizeBytes, sha256: createHash("sha256").update(content).digest("hex"), content };
}

/** What another client reads. */
async function contentOf(key: string): Promise<Uint8Array | undefined> {
  const client = new S3Client({
    endpoint: bucket.endpoint,
    region: "us-east-1",
    credentials: CREDENTIALS,
    forcePathStyle: true,
  });
  const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
  return await Body?.transformToByteArray();
}

describe("a bucket", () => {
  it.each([0, 1, PART - 1, PART, 2 * PART + 17])("keeps a file of %i bytes, and what is noted of it", async (size) => {
    const file = await aFile(size);
    await store.putFile("a/slot=2026~x/f.csv", file, LABEL);

    expect(Buffer.compare((await contentOf("a/slot=2026~x/f.csv")) ?? Buffer.of(), file.content)).toBe(0);
    expect(await store.find("a/slot=2026~x/f.csv")).toMatchObject({ sizeBytes: size, metadata: { sha256: "abc" } });
    const parts = bucket.requests.filter((request) => /partNumber=/.test(request));
    expect(parts).toHaveLength(size <= PART ? 0 : Math.ceil(size / PART));
  });

  it("keeps texts, lists, copies and removes", async () => {
    expect(await store.readText("a/1")).toBeUndefined();
    expect(await store.find("a/1")).toBeUndefined();
    for (const key of ["a/2", "a/1", "b/3"]) await store.putText(key, `${key}, ü`, LABEL);
    expect(await store.copy("a/1", "a/0")).toBe(true);
    expect(await store.copy("a/gone", "a/9")).toBe(false);

    expect(await store.readText("a/0")).toBe("a/1, ü");
    const keys = async (): Promise<string[]> => (await Array.fromAsync(store.list("a/"))).map(({ key }) => key);
    expect(await keys()).toEqual(["a/0", "a/1", "a/2"]);
    await store.remove(["a/1", "a/gone"]);
    expect(await keys()).toEqual(["a/0", "a/2"]);
    await store.remove([]);
  });

  it("is no bucket where there is none, other than an object that is not there", async () => {
    const nowhere = connect({ bucket: "no-such-bucket" });
    await expect(nowhere.readText("a")).rejects.toMatchObject({
      code: "ResourceNotFoundException",
      awsErrorName: "NoSuchBucket",
    });
    await expect(nowhere.putFile("a", await aFile(PART + 1), LABEL)).rejects.toMatchObject({
      awsErrorName: "NoSuchBucket",
    });
  });

  it("tells denied access, and that there are no credentials", async () => {
    const stranger = connect({ credentials: { accessKeyId: "NOBODY", secretAccessKey: "x" } });
    await expect(stranger.putText("a", "x", LABEL)).rejects.toMatchObject({ code: "CredentialsUnavailable" });
    bucket.refuse(() => ({ status: 403, code: "AccessDenied" }));
    await expect(store.find("a")).rejects.toMatchObject({ code: "AccessDeniedException" });
    await expect(store.remove(["a"])).rejects.toMatchObject({ code: "AccessDeniedException" });
  });
});

describe("an upload in parts", () => {
  it("sends a part again that failed", async () => {
    const file = await aFile(2 * PART + 1);
    let failures = 0;
    bucket.refuse((request) => {
      if (!request.includes("partNumber=2") || failures === 2) return undefined;
      failures += 1;
      return { status: 503, code: "SlowDown" };
    });
    await store.putFile("f", file, LABEL);

    expect(failures).toBe(2);
    expect(Buffer.compare((await contentOf("f")) ?? Buffer.of(), file.content)).toBe(0);
  });

  it.each([
    ["fails", { status: 500, code: "InternalError" } as const, "InternalServiceException"],
    ["takes too long", "hang" as const, "SourceTimeout"],
  ])("leaves what stood there, and no parts, when one of them %s", async (_, refusal, code) => {
    store = connect({ requestTimeoutMs: 300, maxAttempts: 2 });
    await store.putText("f", "before", LABEL);
    bucket.refuse((request) => (request.includes("partNumber=2") ? refusal : undefined));

    await expect(store.putFile("f", await aFile(2 * PART + 1), LABEL)).rejects.toMatchObject({ code });

    expect(await store.readText("f")).toBe("before");
    expect(bucket.requests.filter((request) => /^DELETE .*uploadId=/.test(request))).toHaveLength(1);
  });

  it.each([PART - 1, 2 * PART])("stores no content but the one that is known, of %i bytes", async (size) => {
    const file = await aFile(size);
    await expect(store.putFile("f", { ...file, sha256: "00".repeat(32) }, LABEL)).rejects.toThrow(/was changed while/);
    expect(await store.find("f")).toBeUndefined();
  });

  it("ends when it is told to", async () => {
    const ending = new AbortController();
    bucket.refuse((request) => {
      if (request.includes("partNumber=2")) ending.abort();
      return undefined;
    });
    const upload = store.putFile("f", await aFile(3 * PART), LABEL, { signal: ending.signal });
    await expect(upload).rejects.toMatchObject({ code: "Aborted" });
    expect(await store.find("f")).toBeUndefined();
  });
});

it("refuses options that are wrong, all at once", () => {
  expect(() => connect({ bucket: "No Bucket", partBytes: 1, pathStyle: "yes" as never })).toThrow(
    /bucket: expected .*partBytes: expected a whole number of at least 5242880, received 1.*pathStyle/s,
  );
});
