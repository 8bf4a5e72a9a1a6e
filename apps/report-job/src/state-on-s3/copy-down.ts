import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { journalFolder } from "../state/open-state.ts";
import type { Piece, StoredFile } from "./head.ts";
import type { StateBucket } from "./state-bucket.ts";

/** An object that a head names is missing, or is not what was put there. */
export class TornCopyError extends Error {}

/** What of a state's folder is of the state itself; the rest is of this machine. */
export const STATE_FILE = "state.duckdb";

/**
 * Makes a folder hold the files of a state, and no others of its kind. A file that is there already, by its digest, is not fetched.
 *
 * @throws {TornCopyError} what stands in the bucket is not what the head says.
 * @throws {SourceError} of the bucket; {Error} of the disk.
 */
export async function copyDown(
  bucket: StateBucket,
  files: readonly StoredFile[],
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  await mkdir(journalFolder(folder), { recursive: true });
  for (const name of await readdir(journalFolder(folder)))
    await rm(join(journalFolder(folder), name), { recursive: true });
  for (const name of [`${STATE_FILE}.wal`, "lease.json"]) await rm(join(folder, name), { force: true });
  const state = files.find(({ name }) => name === STATE_FILE);
  if (!(await isThere(join(folder, STATE_FILE), state))) {
    await rm(join(folder, STATE_FILE), { force: true });
    if (state !== undefined) await fetchFile(bucket, state, folder, signal);
  }
  for (const file of files) if (file.name !== STATE_FILE) await fetchFile(bucket, file, folder, signal);
}

async function isThere(path: string, file: StoredFile | undefined): Promise<boolean> {
  const [piece, ...others] = file?.pieces ?? [];
  if (piece === undefined || others.length > 0 || piece.encoding !== "identity") return false;
  const size = await stat(path).then(
    (found) => found.size,
    () => -1,
  );
  return size === piece.sizeBytes && (await sha256Of(path)) === piece.sha256;
}

async function fetchFile(bucket: StateBucket, file: StoredFile, folder: string, signal: AbortSignal): Promise<void> {
  const path = join(folder, file.name);
  const [partial, object] = [join(folder, "fetched.partial"), join(folder, "object.partial")];
  try {
    await rm(partial, { force: true });
    let bytes = 0;
    for (const piece of file.pieces) {
      await fetchPiece(bucket, piece, object, signal);
      if (piece.encoding === "identity" && file.pieces.length === 1) await rename(object, partial);
      else await append(piece, object, partial);
      bytes += piece.contentBytes;
    }
    const { size } = await stat(partial);
    if (size !== bytes) throw new TornCopyError(`${file.name} has ${size} bytes, and should have ${bytes}`);
    await mkdir(dirname(path), { recursive: true });
    await rename(partial, path);
  } finally {
    for (const left of [partial, object]) await rm(left, { force: true });
  }
}

async function fetchPiece(
  { store, prefix }: StateBucket,
  { key, sizeBytes, sha256 }: Piece,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  const fetched = await store.fetchFile(`${prefix}${key}`, path, { signal });
  if (fetched === undefined) throw new TornCopyError(`${key} is not there`);
  if (fetched.sizeBytes === sizeBytes && fetched.sha256 === sha256) return;
  const is = `${fetched.sizeBytes} bytes with SHA-256 ${fetched.sha256}`;
  throw new TornCopyError(`${key} has ${is}, and should have ${sizeBytes} with ${sha256}`);
}

async function append({ encoding }: Piece, object: string, partial: string): Promise<void> {
  const out = createWriteStream(partial, { flags: "a" });
  if (encoding === "gzip") await pipeline(createReadStream(object), createGunzip(), out);
  else await pipeline(createReadStream(object), out);
}

/** SHA-256 of a file's content, in hexadecimal digits. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}
