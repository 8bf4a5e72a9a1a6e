import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { SourceError } from "@attached-files/core";
import { AbortMultipartUploadCommand, type PutObjectCommandInput, type S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import type { KnownFile } from "./object-store.ts";
import { partBytesFor } from "./s3-options.ts";

/** Parts that are held in memory at a time. */
const PARTS_AT_A_TIME = 4;
const LONGEST_REMOVAL_MS = 5_000;
const CHUNK_BYTES = 1024 * 1024;

/**
 * Sends a file in one request, or in parts, each with its SHA-256. In one request S3 itself compares the content with the
 * digest that is known; the digest of parts is none of the whole, so that the last part is not sent where it differs.
 *
 * @throws {SourceError} UnexpectedAnswer: the file has another content by now. Parts that were sent are removed, as far as that is allowed.
 */
export async function uploadFile(
  client: S3Client,
  put: Omit<PutObjectCommandInput, "Body">,
  file: KnownFile,
  leastPartBytes: number | undefined,
  signal: AbortSignal,
): Promise<void> {
  const partSize = partBytesFor(file.sizeBytes, leastPartBytes);
  const checksum =
    file.sizeBytes <= partSize
      ? { ChecksumSHA256: Buffer.from(file.sha256, "hex").toString("base64") }
      : { ChecksumAlgorithm: "SHA256" as const };
  const Body = Readable.from(contentOf(file), { objectMode: true, highWaterMark: 1 });
  const params = { ...put, ...checksum, Body };
  // Where it removes the parts itself and may not, it tells of that, and of nothing else.
  const upload = new Upload({ client, partSize, queueSize: PARTS_AT_A_TIME, leavePartsOnError: true, params });
  const abort = (): void => void upload.abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    await upload.done();
  } catch (error) {
    await removeParts(client, put, upload.uploadId);
    throw error;
  } finally {
    signal.removeEventListener("abort", abort);
    Body.destroy();
  }
}

/** At best: a rule of the bucket may have to remove them, where this process may not or is ended. */
async function removeParts(
  client: S3Client,
  { Bucket, Key }: Pick<PutObjectCommandInput, "Bucket" | "Key">,
  UploadId: string | undefined,
): Promise<void> {
  if (UploadId === undefined) return;
  const abortSignal = AbortSignal.timeout(LONGEST_REMOVAL_MS);
  await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }), { abortSignal }).catch(() => {});
}

async function* contentOf({ path, sha256 }: KnownFile): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let last: Buffer | undefined;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    hash.update(chunk);
    // One chunk is held back, so that a content that differs is never sent to its end.
    if (last !== undefined) yield last;
    last = chunk;
  }
  if (hash.digest("hex") !== sha256) {
    throw new SourceError("UnexpectedAnswer", `${path} was changed while it was being published`);
  }
  if (last !== undefined) yield last;
}
