import { createReadStream, createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { isSourceError } from "@attached-files/core";
import { ownLabel } from "../publish/own-object.ts";
import type { Clock } from "../run/clock.ts";
import { sha256Of } from "./copy-down.ts";
import { FILES_KEY, type Piece, type StoredFile } from "./head.ts";
import { bucketTrouble, type StateBucket } from "./state-bucket.ts";

export interface CopyUp {
  readonly bucket: StateBucket;
  /** Of the lease; names what this session puts, so that nobody else puts the same name. */
  readonly holder: string;
  readonly clock: Clock;
  /** Ends every upload. */
  readonly signal: AbortSignal;
  /** How long an upload that fails is tried again, in milliseconds. */
  readonly againForMs: number;
  /** Told when what is not needed any more could not be removed. */
  readonly onLeftover: (error: Error) => void;
}

const AGAIN_MS = 1000;

/** Puts files into a bucket, each time under a name that was never used. */
export class Uploads {
  private readonly up: CopyUp;
  private count = 0;

  constructor(up: CopyUp) {
    this.up = up;
  }

  /** Puts a whole file as it is. @param sha256 of its content. */
  async whole(path: string, name: string, sizeBytes: number, sha256: string): Promise<StoredFile> {
    const key = await this.put(path, name, sizeBytes, sha256);
    return { name, pieces: [{ key, sizeBytes, sha256, contentBytes: sizeBytes, encoding: "identity" }] };
  }

  /** Puts a part of a text file, packed. @param packed path of a file that is there meanwhile. */
  async packed(path: string, name: string, part: { from: number; to: number }, packed: string): Promise<Piece> {
    try {
      const content = createReadStream(path, { start: part.from, end: part.to - 1 });
      await pipeline(content, createGzip(), createWriteStream(packed));
      const [{ size }, sha256] = [await stat(packed), await sha256Of(packed)];
      const key = await this.put(packed, `${name}.gz`, size, sha256);
      return { key, sizeBytes: size, sha256, contentBytes: part.to - part.from, encoding: "gzip" };
    } finally {
      await rm(packed, { force: true });
    }
  }

  private async put(path: string, name: string, sizeBytes: number, sha256: string): Promise<string> {
    const { watch = (_way, _sizeBytes, work) => work() } = this.up.bucket;
    return await watch("up", sizeBytes, () => this.putUnseen(path, name, sizeBytes, sha256));
  }

  private async putUnseen(path: string, name: string, sizeBytes: number, sha256: string): Promise<string> {
    const { bucket, holder, clock, signal, againForMs } = this.up;
    this.count += 1;
    const key = `${FILES_KEY}${holder}/${String(this.count).padStart(6, "0")}-${name.replaceAll("/", "-")}`;
    const label = ownLabel("application/octet-stream", sha256);
    for (let waitedMs = 0; ; waitedMs += AGAIN_MS) {
      try {
        await bucket.store.putFile(`${bucket.prefix}${key}`, { path, sizeBytes, sha256 }, label, { signal });
        return key;
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        const mayPass = isSourceError(error) && error.retryable && waitedMs < againForMs;
        if (!mayPass) throw bucketTrouble(bucket.place, error);
      }
      await clock.sleep(AGAIN_MS);
    }
  }

  /** Removes what no head names any more, at best: what is left is removed when the next session ends. */
  async remove(pieces: readonly Piece[]): Promise<void> {
    if (pieces.length === 0) return;
    const { bucket, onLeftover } = this.up;
    await bucket.store.remove(pieces.map(({ key }) => `${bucket.prefix}${key}`)).catch(onLeftover);
  }
}

/** Pieces of some files that others have not. */
export function superseded(before: readonly StoredFile[], after: readonly StoredFile[]): readonly Piece[] {
  const kept = new Set(after.flatMap(({ pieces }) => pieces.map(({ key }) => key)));
  return before.flatMap(({ pieces }) => pieces).filter(({ key }) => !kept.has(key));
}
