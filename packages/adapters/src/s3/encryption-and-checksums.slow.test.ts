import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectObjectStore } from "./connect-object-store.ts";
import type { KnownFile, ObjectStore } from "./object-store.ts";
import { type RecordingBucket, recordingBucket } from "./recording-bucket.test-support.ts";

const MIB = 1024 * 1024;
const KEY = "arn:aws:kms:eu-central-1:111122223333:key/0f1e2d3c-0000-4000-8000-000000000000";
const LABEL = { contentType: "text/csv", metadata: { "made-by": "test" } };
const DEFAULT_PART = 8 * MIB;
let folder: string;
let small: KnownFile & { readonly content: Buffer };
let large: KnownFile & { readonly content: Buffer };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-kms-"));
  [small, large] = [await aFile("small", DEFAULT_PART), await aFile("large", 2 * DEFAULT_PART + 3)];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function aFile(name: string, sizeBytes: number) {
  const content = randomBytes(sizeBytes);
  const path = join(folder, name);
  await writeFile(path, content);
  return { path, sizeBytes, sha256: createHash("sha256").update(content).digest("hex"), content };
}

function connect({ endpoint }: RecordingBucket, kmsKeyId?: string): ObjectStore {
  return connectObjectStore({
    bucket: "reports",
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "A", secretAccessKey: "B" },
    ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
  });
}

/** Everything that puts anything, once. */
async function putAll(store: ObjectStore): Promise<void> {
  await store.putText("text", "hello", LABEL);
  await store.putFile("small", small, LABEL);
  await store.putFile("large", large, LABEL);
  await store.copy("small", "copy");
}

const encryptionOf = ({ headers }: RecordingBucket["requests"][number]) =>
  [headers["x-amz-server-side-encryption"], headers["x-amz-server-side-encryption-aws-kms-key-id"]] as const;

describe("a key of KMS", () => {
  it("is asked for wherever an object comes to be, in one request, in parts or as a copy", async () => {
    const bucket = await recordingBucket();
    const store = connect(bucket, KEY);
    await putAll(store);
    await store.close();
    const made = ["PUT object", "PUT object", "POST uploads", "PUT copy"];
    const making = bucket.requests.filter(({ kind }) => made.includes(kind));
    expect(making.map(({ kind }) => kind)).toEqual(made);
    expect(making.map(encryptionOf)).toEqual(made.map(() => ["aws:kms", KEY]));
    // S3 refuses them with a part, which is encrypted as its upload was begun.
    const others = bucket.requests.filter(({ kind }) => !made.includes(kind));
    expect(others.map(encryptionOf)).toEqual(others.map(() => [undefined, undefined]));
  });

  it("is not spoken of where none is configured: the bucket decides", async () => {
    const bucket = await recordingBucket();
    const store = connect(bucket);
    await putAll(store);
    await store.close();
    expect(bucket.requests.map(encryptionOf)).toEqual(bucket.requests.map(() => [undefined, undefined]));
  });
});

describe("the SHA-256 of what is sent", () => {
  it("is in one request up to 8 MiB, and in that of each part beyond, and in what completes the parts", async () => {
    const bucket = await recordingBucket();
    const store = connect(bucket);
    await putAll(store);
    await store.close();
    expect(bucket.requests.map(({ kind }) => kind).filter((kind) => /part|object|uploads|complete/.test(kind))).toEqual(
      ["PUT object", "PUT object", "POST uploads", "PUT part", "PUT part", "PUT part", "POST complete", "HEAD object"],
    );
    expect(bucket.objects.get("/reports/small")?.equals(small.content)).toBe(true);
    expect(bucket.objects.get("/reports/large")?.equals(large.content)).toBe(true);
    const sent = bucket.requests.filter(({ kind }) => kind === "PUT object" || kind === "PUT part");
    for (const { headers, body } of sent) {
      expect(headers["x-amz-checksum-sha256"]).toBe(createHash("sha256").update(body).digest("base64"));
    }
    const begun = bucket.requests.find(({ kind }) => kind === "POST uploads");
    expect(begun?.headers["x-amz-checksum-algorithm"]).toBe("SHA256");
    const completed = bucket.requests.find(({ kind }) => kind === "POST complete")?.body.toString() ?? "";
    const ofParts = sent.slice(2).map(({ headers }) => headers["x-amz-checksum-sha256"]);
    const told = [...completed.matchAll(/<ChecksumSHA256>([^<]+)</g)].map(([, digest]) => digest);
    expect(new Set(told)).toEqual(new Set(ofParts));
    expect(told).toHaveLength(3);
  });

  it.each([
    ["a text", "PUT object", (store: ObjectStore) => store.putText("text", "hello", LABEL)],
    ["a file", "PUT object", (store: ObjectStore) => store.putFile("small", small, LABEL)],
    ["a part", "PUT part", (store: ObjectStore) => store.putFile("large", large, LABEL)],
  ])("has %s refused whose content is another one when it arrives, and nothing is stored", async (_, kind, put) => {
    const bucket = await recordingBucket();
    const store = connect(bucket);
    bucket.corrupt(kind);
    await expect(put(store)).rejects.toMatchObject({ awsErrorName: "BadDigest", retryable: false });
    await store.close();
    expect(bucket.objects.size).toBe(0);
    const isInParts = kind === "PUT part";
    expect(bucket.requests.filter((request) => request.kind === "DELETE upload")).toHaveLength(isInParts ? 1 : 0);
    expect(bucket.requests.filter((request) => request.kind === "POST complete")).toEqual([]);
  });
});
