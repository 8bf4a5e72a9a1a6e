import { rm } from "node:fs/promises";
import { join } from "node:path";
import { JobError } from "../exit-code.ts";
import type { Progress } from "../run/progress.ts";
import { unlessDiskRefuses } from "../state/disk-trouble.ts";
import { makeStateFolder } from "../state/make-state-folder.ts";
import { scopeFolder } from "../state/open-state.ts";
import { type ListFile, type ListFormat, listFormat, readList } from "./list-lines.ts";
import { listReferenceSource } from "./list-reference-source.ts";
import { malformedLines } from "./malformed-lines.ts";
import type { ListedReferences } from "./reference-input.ts";
import { spoolList } from "./spool-list.ts";
import { clearStaleCopies, listCopyPath } from "./stale-copies.ts";

export interface ListOptions {
  /** A path, or `-` for standard input. */
  readonly path: string;
  readonly format?: ListFormat;
  readonly stdin: NodeJS.ReadableStream;
  readonly stateFolder: string;
  readonly scope: string;
  /** Leaves malformed lines out, and counts them. Every one is told either way. */
  readonly skipInvalid: boolean;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** A list that was read to its end and found good; its copy is kept beside the state until `release`. */
export interface ListInput {
  readonly references: ListedReferences;
  release(): Promise<void>;
}

/**
 * Copies a list and checks every line of the copy.
 *
 * @throws {JobError} usage: it cannot be read, a line is malformed, or it holds no reference at all; unavailable: the disk
 *   refuses the copy; interrupted.
 */
export async function listInput(options: ListOptions): Promise<ListInput> {
  const folder = await folderOf(options);
  return await unlessDiskRefuses(folder, () => copyAndCheck(folder, options));
}

async function copyAndCheck(folder: string, options: ListOptions): Promise<ListInput> {
  const { path, progress, scope } = options;
  await clearStaleCopies(folder);
  const copy = listCopyPath(folder, process.pid);
  const release = (): Promise<void> => rm(copy, { force: true });
  const name = path === "-" ? "standard input" : path;
  try {
    progress.begin(`${scope}: reading ${name}`, "lines");
    const { digest, firstCharacter } = await spoolList(path === "-" ? options.stdin : path, copy, options.signal);
    const list: ListFile = { path: copy, name, format: options.format ?? listFormat(path, firstCharacter) };
    const skippedLines = await check(list, folder, options);
    const source = listReferenceSource(list);
    return { references: { description: name, digest, source, isList: true, skippedLines }, release };
  } catch (error) {
    await release();
    throw error;
  }
}

async function check(list: ListFile, folder: string, { progress, signal, skipInvalid }: ListOptions): Promise<number> {
  let good = 0;
  const told = malformedLines(join(folder, "malformed-lines.txt"), (line) => progress.say(line));
  try {
    for await (const line of readList(list)) {
      if (signal.aborted) {
        throw new JobError("interrupted", `Interrupted while ${list.name} was read. No call was made.`);
      }
      progress.advance(1);
      if (line.ok) good += 1;
      else await told.tell(`${list.name}, line ${line.line}: ${line.problem}`);
    }
  } finally {
    await told.end();
  }
  const malformed = told.count;
  progress.end(`${count(good, "reference")}, ${count(malformed, "malformed line")}`);
  if (malformed > 0 && !skipInvalid) {
    const next = "Mend it, or leave such lines out with --skip-invalid.";
    throw new JobError("usage", `${count(malformed, "malformed line")} in ${list.name}. ${next}`);
  }
  if (good === 0) throw new JobError("usage", `${list.name}: ${whyEmpty(malformed)}`);
  return malformed;
}

/** A report of no file at all would say 'complete', and mean that somebody's export went wrong. */
function whyEmpty(malformed: number): string {
  const found = malformed === 0 ? "nothing but a header or blank lines" : `${count(malformed, "malformed line")} alone`;
  return `expected at least one reference, received ${found}`;
}

async function folderOf({ stateFolder, scope }: ListOptions): Promise<string> {
  const folder = scopeFolder(stateFolder, scope);
  await makeStateFolder(folder);
  return folder;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
