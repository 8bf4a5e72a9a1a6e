import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { JobError } from "../exit-code.ts";
import { shortText } from "../run/short-text.ts";
import { sizeOf } from "./at-rest.ts";
import { STATE_FILE } from "./copy-down.ts";

const NOTE = "copy-of.json";
const NO_NOTE: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "EACCES", "EPERM"]);

/** Whether there is a state in a scope's folder that may be the only one of its kind. */
export async function holdsState(folder: string): Promise<boolean> {
  return (await sizeOf(join(folder, STATE_FILE))) !== undefined;
}

/** Where what stands in a scope's folder was copied from, as `s3://bucket/prefix`; nothing where it is no copy. */
export async function placeOfCopy(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, NOTE), "utf8").catch((error: NodeJS.ErrnoException) => {
    // A folder that cannot be there, or be looked into, is told by whoever opens the state.
    if (NO_NOTE.has(error.code ?? "")) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    const { place } = JSON.parse(text) as { place?: unknown };
    return typeof place === "string" ? place : "unknown";
  } catch {
    return "unknown";
  }
}

/** Notes that what stands in a scope's folder from now on is a copy, which may be replaced by what the bucket has. */
export async function noteCopy(folder: string, place: string): Promise<void> {
  const partial = join(folder, `${NOTE}.partial`);
  await writeFile(partial, `${JSON.stringify({ place })}\n`);
  await rename(partial, join(folder, NOTE));
}

/** Notes that what stands there is a state of its own again. */
export async function forgetCopy(folder: string): Promise<void> {
  await rm(join(folder, NOTE), { force: true });
}

/** @throws {JobError} usage: the folder holds a copy of another bucket's state, or of another prefix. */
export async function refuseCopyOfAnother(folder: string, place: string): Promise<void> {
  const of = await placeOfCopy(folder);
  if (of === undefined || of === place || !(await holdsState(folder))) return;
  const text = `The folder ${folder} holds the state of ${shortText(of)}, and not of ${place}. Nothing was changed. Mend bucket and prefix of state.s3; or, if they are meant, name another folder as state.folder (or --state-folder), or move this one away.`;
  throw new JobError("usage", text);
}

/** @throws {JobError} usage: the folder holds a state that is in no bucket, and the bucket has one, too. */
export async function refuseToReplaceOwn(folder: string, place: string): Promise<void> {
  if ((await placeOfCopy(folder)) !== undefined || !(await holdsState(folder))) return;
  const text = `The folder ${folder} holds a state of its own, and ${place} has another one. Nothing was changed. To go on with the bucket's, move this folder away; to bring this state to a bucket, name a bucket or prefix as state.s3 that has none yet.`;
  throw new JobError("usage", text);
}
