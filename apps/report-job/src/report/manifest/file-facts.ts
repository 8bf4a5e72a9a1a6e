import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

const PART_BYTES = 1 << 20;

/** A file's size in bytes and SHA-256 in hexadecimal digits, of one reading, so that they are of the same bytes. */
export async function fileFacts(path: string): Promise<{ readonly sizeBytes: number; readonly sha256: string }> {
  const hash = createHash("sha256");
  const file = await open(path);
  try {
    let sizeBytes = 0;
    // A part is read while the one before it is hashed, into the same two pieces of memory all the time.
    let [part, next] = [Buffer.allocUnsafe(PART_BYTES), Buffer.allocUnsafe(PART_BYTES)];
    for (let { bytesRead } = await file.read(part); bytesRead > 0; ) {
      const reading = file.read(next);
      hash.update(part.subarray(0, bytesRead));
      sizeBytes += bytesRead;
      ({ bytesRead } = await reading);
      [part, next] = [next, part];
    }
    return { sizeBytes, sha256: hash.digest("hex") };
  } finally {
    await file.close();
  }
}
