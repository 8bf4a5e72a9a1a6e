import { readdir } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BUCKET, CREDENTIALS, serveBucket, type TestBucket } from "./index.ts";

let bucket: TestBucket;
let client: S3Client;
beforeEach(async () => {
  bucket = await serveBucket();
  const { endpoint } = bucket;
  const options = { endpoint, region: "us-east-1", credentials: CREDENTIALS, forcePathStyle: true, maxAttempts: 1 };
  client = new S3Client(options);
});
afterEach(async () => {
  client.destroy();
  await bucket.close();
});

type Condition = { readonly IfMatch?: string; readonly IfNoneMatch?: string };

/** The new ETag, or why there is none, as '412 PreconditionFailed'. */
async function put(key: string, Body: string, condition: Condition = {}): Promise<string> {
  try {
    const { ETag = "" } = await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body, ...condition }));
    return ETag;
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata: { httpStatusCode?: number } };
    return `${$metadata.httpStatusCode} ${name}`;
  }
}

async function get(key: string): Promise<string | undefined> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
  return await Body?.transformToString();
}

describe("a write with a condition", () => {
  it("creates an object only where there is none", async () => {
    expect(await put("a/b c", "1", { IfNoneMatch: "*" })).toMatch(/^"[0-9a-f]{32}"$/);
    expect(await put("a/b c", "2", { IfNoneMatch: "*" })).toBe("412 PreconditionFailed");
    expect(await get("a/b c")).toBe("1");
    await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: "a/b c" }));
    expect(await put("a/b c", "3", { IfNoneMatch: "*" })).toMatch(/^"/);
  });

  it("replaces only the object that is known", async () => {
    expect(await put("k", "0", { IfMatch: '"0123"' })).toBe("404 NoSuchKey");
    const first = await put("k", "1");
    const second = await put("k", "2", { IfMatch: first });
    expect(await put("k", "3", { IfMatch: first })).toBe("412 PreconditionFailed");
    expect(await get("k")).toBe("2");
    expect(await put("k", "4", { IfMatch: second.replaceAll('"', "") })).toMatch(/^"/);
  });

  it("is not known with another value, or with two", async () => {
    expect(await put("k", "1", { IfNoneMatch: '"0123"' })).toBe("501 NotImplemented");
    expect(await put("k", "1", { IfNoneMatch: "*", IfMatch: "*" })).toBe("501 NotImplemented");
  });

  it("is won by one of many at once, whatever the others are told", async () => {
    for (let round = 0; round < 10; round += 1) {
      const before = await put("race", `${round}`);
      const all = await Promise.all(
        Array.from({ length: 8 }, (_, racer) => put("race", `${round}.${racer}`, { IfMatch: before })),
      );
      const won = all.filter((answer) => answer.startsWith('"'));
      expect(won).toHaveLength(1);
      expect(
        all.filter((answer) => /^(412 PreconditionFailed|409 ConditionalRequestConflict)$/.test(answer)),
      ).toHaveLength(7);
      expect(await get("race")).toBe(`${round}.${all.indexOf(won[0] ?? "")}`);
    }
  });

  it("conflicts with one that is under way", async () => {
    const sending = await halfSent("slow");
    expect(await put("slow", "2", { IfNoneMatch: "*" })).toBe("409 ConditionalRequestConflict");
    sending.destroy();
    await expect.poll(() => put("slow", "3", { IfNoneMatch: "*" })).toMatch(/^"/);
  });
});

it("keeps what stood there when a client goes away in the middle of sending", async () => {
  await put("slow", "before");
  const sending = await halfSent("slow");
  sending.destroy();
  await expect.poll(() => get("slow")).toBe("before");
});

it("does as it was told where only the answer is lost", async () => {
  bucket.refuse((request) => (request.startsWith("PUT") ? "lose-answer" : undefined));
  expect(await put("k", "1")).toMatch(/undefined/);
  expect(await get("k")).toBe("1");
});

/** A request that tells of ten bytes, and sends five. Its signature is taken for what it is. */
async function halfSent(key: string): Promise<Socket> {
  const socket = connect(Number(new URL(bucket.endpoint).port), "127.0.0.1");
  socket.on("error", () => {});
  const date = `${new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "")}`;
  const credential = `${CREDENTIALS.accessKeyId}/${date.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const lines = [
    `PUT /${BUCKET}/${key} HTTP/1.1`,
    "Host: 127.0.0.1",
    "Content-Length: 10",
    `X-Amz-Date: ${date}`,
    "X-Amz-Content-Sha256: UNSIGNED-PAYLOAD",
    `Authorization: AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=${"0".repeat(64)}`,
  ];
  socket.write(`${lines.join("\r\n")}\r\n\r\n12345`);
  // What is under way stands under a name of its own.
  const names = async () => (await readdir(join(bucket.directory, BUCKET))).join();
  await expect.poll(names).toContain("partial");
  return socket;
}
