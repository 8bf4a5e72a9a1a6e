import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { journalFolder } from "../state/open-state.ts";
import type { Piece, StoredFile } from "./head.ts";
import type { StateBucket } from "./state-bucket.ts";
import { whileStateIsUnused } from "./state-file-lock.ts";

/** An object that a head names is missing, or is not what was put there. */
export class TornCopyError extends Error {}

/** What of a state's folder is of the state itself; the rest is of this machine. */
export const STATE_FILE = "state.duckdb";
const FETCHED = "fetched.partial";

/**
 * Makes a folder hold the files of a state, and no others of its kind. A file that is there already, by its digest, is not fetched.
 * What stands there is replaced once all that is to come has been fetched and proved.
 *
 * @throws {TornCopyError} what stands in the bucket is not what the head says; the folder is as it was.
 * @throws {StateInUseError} a process has the state's file open. {SourceError} of the bucket; {Error} of the disk.
 */
export async function copyDown(
  bucket: StateBucket,
  files: readonly StoredFile[],
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const fetched = join(folder, FETCHED);
  try {
    await rm(fetched, { recursive: true, force: true });
    await mkdir(fetched, { recursive: true });
    const state = files.find(({ name }) => name === STATE_FILE);
    const isKept = await isThere(join(folder, STATE_FILE), state);
    const wanted = files.filter(({ name }) => name !== STATE_FILE || !isKept);
    for (const file of wanted) await fetchFile(bucket, file, fetched, signal);
    await whileStateIsUnused(join(folder, STATE_FILE), async () => {
      await mkdir(journalFolder(folder), { recursive: true });
      for (const name of await readdir(journalFolder(folder)))
        await rm(join(journalFolder(folder), name), { recursive: true });
      for (const name of [`${STATE_FILE}.wal`, "lease.json"]) await rm(join(folder, name), { force: true });
      if (state === undefined) await rm(join(folder, STATE_FILE), { force: true });
      for (const { name } of wanted) await rename(join(fetched, name), join(folder, name));
    });
  } finally {
    await rm(fetched, { recursive: true, force: true });
  }
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

async function fetchFile(bucket: StateBucket, file: StoredFile, fetched: string, signal: AbortSignal): Promise<void> {
  const [path, object] = [join(fetched, file.name), join(fetched, "object")];
  await mkdir(dirname(path), { recursive: true });
  let bytes = 0;
  for (const piece of file.pieces) {
    await fetchPiece(bucket, piece, object, signal);
    if (piece.encoding === "identity" && file.pieces.length === 1) await rename(object, path);
    else await append(piece, object, path);
    bytes += piece.contentBytes;
  }
  const { size } = await stat(path);
  if (size !== bytes) throw new TornCopyError(`${file.name} has ${size} bytes, and should have ${bytes}`);
}

async function fetchPiece(
  { store, prefix, watch = (_way, _sizeBytes, work) => work() }: StateBucket,
  { key, sizeBytes, sha256 }: Piece,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  const fetched = await watch("down", sizeBytes, () => store.fetchFile(`${prefix}${key}`, path, { signal }));
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
