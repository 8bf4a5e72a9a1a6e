import { createHash, randomBytes } from "node:crypto";
import { type FileHandle, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUCKET, CREDENTIALS, serveBucket, type TestBucket } from "@attached-files/test-bucket";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { connectObjectStore } from "./connect-object-store.ts";
import type { S3Options } from "./s3-options.ts";
import type { VersionedStore } from "./versioned-store.ts";

const LABEL = { contentType: "application/json", metadata: {} };
let folder: string;
let bucket: TestBucket;
let store: VersionedStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-versions-"));
  bucket = await serveBucket();
  store = connect();
});
afterEach(async () => {
  await store.close();
  await bucket.close();
  await rm(folder, { recursive: true, force: true });
});

function connect(change: Partial<S3Options> = {}): VersionedStore {
  const { endpoint } = bucket;
  return connectObjectStore({ bucket: BUCKET, endpoint, region: "us-east-1", credentials: CREDENTIALS, ...change });
}

describe("a text of a version", () => {
  it("is put where there is none, replaced where it is still the known one, and not otherwise", async () => {
    expect(await store.readVersion("k")).toBeUndefined();
    expect(await store.putTextIf("k", "0", LABEL, { etag: '"gone"' })).toBeUndefined();
    const first = (await store.putTextIf("k", "1", LABEL, { absent: true })) ?? "";
    expect(await store.putTextIf("k", "x", LABEL, { absent: true })).toBeUndefined();
    expect(await store.readVersion("k")).toMatchObject({ text: "1", etag: first });
    const second = await store.putTextIf("k", "2", LABEL, { etag: first });
    expect(second).not.toBe(first);
    expect(await store.putTextIf("k", "3", LABEL, { etag: first })).toBeUndefined();
    expect(await store.readText("k")).toBe("2");
  });

  it("tells when it was put and when that was answered, by the store's own clock", async () => {
    await store.putText("k", "1", LABEL);
    const { modifiedAt, answeredAt } = (await store.readVersion("k")) ?? {};
    const [put, told] = [modifiedAt?.getTime() ?? 0, answeredAt?.getTime() ?? 0];
    expect(Math.abs(Date.now() - told)).toBeLessThan(10_000);
    expect(told - put).toBeGreaterThanOrEqual(0);
  });

  it("may have been put although the call says that the condition did not hold", async () => {
    let lost = 0;
    bucket.refuse((request) => (request.startsWith("PUT") && lost++ === 0 ? "lose-answer" : undefined));
    expect(await store.putTextIf("k", "1", LABEL, { absent: true })).toBeUndefined();
    expect(await store.readText("k")).toBe("1");
  });

  it("is not put, nor taken for missing, where that cannot be told", async () => {
    const before = (await store.putTextIf("k", "1", LABEL, { absent: true })) ?? "";
    bucket.refuse(() => ({ status: 403, code: "AccessDenied" }));
    await expect(store.putTextIf("k", "2", LABEL, { etag: before })).rejects.toMatchObject({
      code: "AccessDeniedException",
    });
    await expect(store.readVersion("k")).rejects.toMatchObject({ code: "AccessDeniedException" });
    bucket.refuse(() => ({ status: 409, code: "ConditionalRequestConflict" }));
    expect(await store.putTextIf("k", "2", LABEL, { etag: before })).toBeUndefined();
    bucket.refuse(() => undefined);
    const nowhere = connect({ bucket: "no-such-bucket" });
    await expect(nowhere.readVersion("k")).rejects.toMatchObject({ awsErrorName: "NoSuchBucket" });
    await expect(nowhere.putTextIf("k", "2", LABEL, { absent: true })).rejects.toMatchObject({
      awsErrorName: "NoSuchBucket",
    });
  });
});

describe("a file that is fetched", () => {
  it.each([0, 1, 3_000_000])("holds the %i bytes of the object, whose digest is told", async (sizeBytes) => {
    const content = randomBytes(sizeBytes);
    const sha256 = createHash("sha256").update(content).digest("hex");
    await writeFile(join(folder, "sent"), content);
    await store.putFile("f", { path: join(folder, "sent"), sizeBytes, sha256 }, LABEL);
    expect(await store.fetchFile("f", join(folder, "got"))).toEqual({ sizeBytes, sha256 });
    expect(Buffer.compare(await readFile(join(folder, "got")), content)).toBe(0);
  });

  it("is whole on the disk also where a write takes in less than it was given", async () => {
    const content = randomBytes(300_000);
    await writeFile(join(folder, "content"), content);
    const sha256 = createHash("sha256").update(content).digest("hex");
    await store.putFile("k", { path: join(folder, "content"), sizeBytes: content.length, sha256 }, LABEL);
    const handle = await open(join(folder, "handle"), "w");
    const handles = Object.getPrototypeOf(handle) as FileHandle;
    await handle.close();
    const { write } = handles;
    const half = function (this: FileHandle, chunk: Uint8Array) {
      return Reflect.apply(write, this, [chunk, 0, Math.ceil(chunk.length / 2)]);
    };
    vi.spyOn(handles, "write").mockImplementation(half as typeof write);
    onTestFinished(() => void vi.restoreAllMocks());
    expect(await store.fetchFile("k", join(folder, "fetched"))).toEqual({ sizeBytes: content.length, sha256 });
    expect((await readFile(join(folder, "fetched"))).equals(content)).toBe(true);
  });

  it("is not made where there is no object, and the disk's trouble is told as the disk's", async () => {
    expect(await store.fetchFile("gone", join(folder, "got"))).toBeUndefined();
    await expect(readFile(join(folder, "got"))).rejects.toMatchObject({ code: "ENOENT" });
    await store.putText("f", "1", LABEL);
    await expect(store.fetchFile("f", join(folder, "no/such/folder"))).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("is begun anew where an answer breaks off or stalls, and given up in the end", async () => {
    const [answers, endpoint] = await brokenServer(["break", "stall", "whole", "break", "break", "break"]);
    const broken = connect({ endpoint, requestTimeoutMs: 300, maxAttempts: 1 });
    expect(await broken.fetchFile("f", join(folder, "got"))).toMatchObject({ sizeBytes: 10 });
    expect(await readFile(join(folder, "got"), "utf8")).toBe("0123456789");
    await expect(broken.fetchFile("f", join(folder, "got"))).rejects.toMatchObject({ code: "SourceUnreachable" });
    expect(answers).toEqual([]);
  });

  it("ends when it is told to", async () => {
    const [, endpoint] = await brokenServer(["stall"]);
    const ending = new AbortController();
    const fetching = connect({ endpoint }).fetchFile("f", join(folder, "got"), { signal: ending.signal });
    setTimeout(() => ending.abort(), 100);
    await expect(fetching).rejects.toMatchObject({ code: "Aborted" });
  });
});

type Answer = "whole" | "break" | "stall";

/** Answers ten bytes each time, in its own way. */
async function brokenServer(answers: Answer[]): Promise<[Answer[], string]> {
  const server = createServer((_, response) => {
    const answer = answers.shift();
    response.writeHead(200, { "content-length": 10, etag: '"e"' }).write("01234");
    if (answer === "whole") response.end("56789");
    if (answer === "break") setTimeout(() => response.destroy(), 50);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return [answers, `http://127.0.0.1:${(server.address() as AddressInfo).port}`];
}
