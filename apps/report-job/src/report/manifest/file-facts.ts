import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** A file's size in bytes and SHA-256 in hexadecimal digits, of one reading, so that they are of the same bytes. */
export async function fileFacts(path: string): Promise<{ readonly sizeBytes: number; readonly sha256: string }> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const part of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(part);
    sizeBytes += part.length;
  }
  return { sizeBytes, sha256: hash.digest("hex") };
}
