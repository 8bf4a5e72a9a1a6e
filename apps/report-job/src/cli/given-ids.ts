import { pipeline } from "node:stream/promises";
import { checkText, describeIssue, LIMITS } from "@attached-files/core";
import { JobError } from "../exit-code.ts";
import { readLines } from "../input/read-lines.ts";
import type { Io } from "../process/io.ts";
import { controlProblems, TAKE_OUT } from "./control-problems.ts";

/** Ids as a person gave them, and all that is wrong with them, each with its place. */
export interface GivenIds {
  readonly fileIds: readonly string[];
  readonly problems: readonly string[];
}

/**
 * Ids from the command line, or one a line from standard input where none or `-` is given.
 *
 * @throws {JobError} interrupted, while standard input is read.
 */
export async function givenIds(given: readonly string[], io: Pick<Io, "stdin" | "signal">): Promise<GivenIds> {
  if (given.length > 1 && given.includes("-")) {
    const place = `FILE_ID ${given.indexOf("-") + 1}`;
    return {
      fileIds: [],
      problems: [`${place}: expected ids, or '-' alone for standard input, received '-' beside ids`],
    };
  }
  if (given.length > 0 && given[0] !== "-") {
    return { fileIds: given, problems: given.flatMap((id, index) => problemsOf(id, `FILE_ID ${index + 1}`)) };
  }
  if (io.stdin.isTTY === true) {
    return { fileIds: [], problems: ["FILE_ID: expected at least one, or ids on standard input, one a line"] };
  }
  const ids = await idsFrom(io.stdin, io.signal);
  if (ids.fileIds.length > 0 || ids.problems.length > 0) return ids;
  return { fileIds: [], problems: ["standard input: expected at least one file id, one a line, received none"] };
}

async function idsFrom(stdin: NodeJS.ReadableStream, signal: AbortSignal): Promise<GivenIds> {
  const fileIds: string[] = [];
  const problems: string[] = [];
  const read = async (chunks: AsyncIterable<Buffer | string>): Promise<void> => {
    for await (const line of readLines(chunks)) {
      const place = `standard input, line ${line.number}`;
      if ("problem" in line) problems.push(`${place}: ${line.problem}`);
      else if (line.text !== "") {
        fileIds.push(line.text);
        problems.push(...problemsOf(line.text, place));
      }
    }
  };
  try {
    await pipeline(stdin, read, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new JobError("interrupted", "Interrupted while standard input was read. No call was made.", error);
  }
  return { fileIds, problems };
}

function problemsOf(fileId: string, place: string): readonly string[] {
  const issues = checkText(fileId, place, LIMITS.fileIdLength);
  return issues.length > 0 ? issues.map(describeIssue) : controlProblems(fileId, place, nextStep(fileId));
}

function nextStep(fileId: string): string {
  if (/^[^\p{Cc}]+[\r\n]+$/u.test(fileId)) return "take the line's end off, or give ids on standard input, one a line";
  return /[\r\n]/.test(fileId) ? "give each id as an argument of its own, or on standard input, one a line" : TAKE_OUT;
}
