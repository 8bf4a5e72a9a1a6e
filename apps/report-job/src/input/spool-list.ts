import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { JobError } from "../exit-code.ts";
import { outsideSentence } from "../run/outside-text.ts";
import { EMPTY_STATE, isDiskTrouble, mendOfDisk } from "../state/disk-trouble.ts";

export interface SpooledList {
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly digest: string;
  /** The first character that is no white space; empty for an empty list. */
  readonly firstCharacter: string;
}

/**
 * Copies a list to `copyTo`, so that what was checked is what is asked for, whatever becomes of the list meanwhile.
 *
 * @throws {JobError} usage: the list cannot be read, or the copy has no place; unavailable: the disk refuses the copy; interrupted:
 *   the signal said so.
 */
export async function spoolList(
  input: NodeJS.ReadableStream | string,
  copyTo: string,
  signal: AbortSignal,
): Promise<SpooledList> {
  const name = typeof input === "string" ? input : "standard input";
  const hash = createHash("sha256");
  let firstCharacter = "";
  const copy = async (chunks: AsyncIterable<Buffer | string>): Promise<void> => {
    const file = await writing(copyTo, () => open(copyTo, "w"));
    try {
      for await (const chunk of chunks) {
        hash.update(chunk);
        if (firstCharacter === "") firstCharacter = firstOf(chunk);
        await writing(copyTo, () => file.writeFile(chunk));
      }
    } finally {
      await file.close();
    }
  };
  try {
    await pipeline(typeof input === "string" ? createReadStream(input) : input, copy, { signal });
  } catch (error) {
    if (signal.aborted) {
      throw new JobError("interrupted", `Interrupted while ${name} was read. No call was made.`, error);
    }
    if (error instanceof JobError) throw error;
    throw new JobError("usage", `The list of references (${name}) cannot be read: ${messageOf(error)}`, error);
  }
  return { digest: hash.digest("hex"), firstCharacter };
}

function firstOf(chunk: Buffer | string): string {
  return chunk
    .toString()
    .replace(/^\uFEFF/, "")
    .trimStart()
    .slice(0, 1);
}

/** Tells trouble with our own copy from trouble with the list. */
async function writing<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const text = `The copy of the list, ${path}, cannot be written: ${outsideSentence(messageOf(error))}`;
    if (isDiskTrouble(error)) {
      const next = `The state beside it is as it was: ${mendOfDisk(messageOf(error))}, and start the same command again.`;
      throw new JobError("unavailable", `${text} ${next}`, error, "trouble-disk-full");
    }
    const next = `Look at the state folder, or name another one with --state-folder: ${EMPTY_STATE}.`;
    throw new JobError("usage", `${text} ${next}`, error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
