import { open, stat } from "node:fs/promises";
import type { FileReference } from "@attached-files/core";
import type { ScopeConfig } from "../../config/config-schema.ts";
import { JobError } from "../../exit-code.ts";
import { listFormat, readList } from "../../input/list-lines.ts";
import { type Finding, failed, passed, type Subject, unknown } from "../finding.ts";

export interface LookedAtList {
  readonly finding: Finding;
  /** The first reference of the list, to ask about. */
  readonly first?: FileReference;
}

const TOLD = 3;
const RUN_TELLS = "The run reads it to its end before the first call, and tells each wrong line.";

/** Reads the list that a scope takes to its end; nothing where it takes none. */
export async function lookAtList({
  name,
  references: path,
}: Pick<ScopeConfig, "name" | "references">): Promise<LookedAtList | undefined> {
  if (path === undefined) return undefined;
  const subject: Subject = { check: "references", about: name };
  if (path === "-") return { finding: unknown(subject, "the list comes from standard input", RUN_TELLS) };
  try {
    // A pipe would be empty for the run.
    if (!(await stat(path)).isFile())
      return { finding: unknown(subject, `${path} is no file to read twice`, RUN_TELLS) };
    return await read(subject, path);
  } catch (error) {
    if (!(error instanceof JobError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
    const next = "Have the list written before the run, or correct 'references'.";
    return { finding: failed(subject, (error as Error).message, next, "usage") };
  }
}

async function read(subject: Subject, path: string): Promise<LookedAtList> {
  const format = listFormat(path, await firstCharacterOf(path));
  let first: FileReference | undefined;
  let good = 0;
  const wrong: string[] = [];
  let wrongCount = 0;
  for await (const line of readList({ path, format, name: path })) {
    if (line.ok) {
      good += 1;
      first ??= line.reference;
      continue;
    }
    wrongCount += 1;
    if (wrong.length < TOLD) wrong.push(`line ${line.line}: ${line.problem}`);
  }
  const found = first === undefined ? {} : { first };
  const count = (number: number): string => number.toLocaleString("en");
  if (wrongCount > 0) {
    const more = wrongCount > TOLD ? [`and ${count(wrongCount - TOLD)} more`] : [];
    const text = [
      `${path}: ${count(wrongCount)} of ${count(good + wrongCount)} lines are malformed`,
      ...wrong,
      ...more,
    ];
    const next = "Correct the list, or run with --skip-invalid, which leaves them out and counts them.";
    return { finding: failed(subject, text.join("\n"), next, "usage"), ...found };
  }
  if (good === 0) {
    return { finding: failed(subject, `${path} holds no reference`, "Have the list written before the run.", "usage") };
  }
  return { finding: passed(subject, `${path}: ${count(good)} references`), ...found };
}

async function firstCharacterOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer
      .toString("utf8", 0, bytesRead)
      .replace(/^\uFEFF/, "")
      .trimStart()
      .slice(0, 1);
  } finally {
    await file.close();
  }
}
