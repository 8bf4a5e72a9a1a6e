import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { JobError } from "../exit-code.ts";

export interface SpooledList {
  readonly path: string;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly digest: string;
  /** The first character that is no white space; empty for an empty list. */
  readonly firstCharacter: string;
}

/** Takes a digest of a list; a list that can be read only once (standard input) is copied to `copyTo` on the way. */
export async function spoolList(input: NodeJS.ReadableStream | string, copyTo: string): Promise<SpooledList> {
  const hash = createHash("sha256");
  let firstCharacter = "";
  const watch = async function* (chunks: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer | string> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      if (firstCharacter === "")
        firstCharacter = chunk
          .toString()
          .replace(/^\uFEFF/, "")
          .trimStart()
          .slice(0, 1);
      yield chunk;
    }
  };
  try {
    if (typeof input === "string") {
      for await (const _ of watch(createReadStream(input)));
      return { path: input, digest: hash.digest("hex"), firstCharacter };
    }
    await pipeline(input, watch, createWriteStream(copyTo));
    return { path: copyTo, digest: hash.digest("hex"), firstCharacter };
  } catch (error) {
    const name = typeof input === "string" ? input : "standard input";
    throw new JobError(
      "usage",
      `The list of references (${name}) cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      error,
    );
  }
}
