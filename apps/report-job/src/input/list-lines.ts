import { createReadStream } from "node:fs";
import { describeIssue, type FileReference, parseFileReference, show } from "@attached-files/core";
import { JobError } from "../exit-code.ts";
import { parseCsvHeader } from "./csv-header.ts";
import { parseCsvLine } from "./csv-line.ts";
import { readLines, type TextLine } from "./read-lines.ts";

export type ListFormat = "csv" | "ndjson";

/** A line of a list: a reference, or what is wrong with it. */
export type ListLine =
  | { readonly ok: true; readonly reference: FileReference }
  | { readonly ok: false; readonly line: number; readonly problem: string };

export interface ListFile {
  readonly path: string;
  readonly format: ListFormat;
  /** What people call it. */
  readonly name: string;
}

/** The format that a file's name or, for other names, its first character tells. */
export function listFormat(path: string, firstCharacter: string): ListFormat {
  if (/\.csv$/i.test(path)) return "csv";
  if (/\.(ndjson|jsonl)$/i.test(path)) return "ndjson";
  return firstCharacter === "{" ? "ndjson" : "csv";
}

/**
 * Reads a list of references in bounded memory. Every line is a reference or malformed, whatever the lines around it are;
 * blank ones are nothing.
 *
 * @throws {JobError} usage: a CSV list without a header that can be read. Without it no line means anything.
 */
export async function* readList({ path, format, name }: ListFile): AsyncGenerator<ListLine> {
  const toListLine = format === "csv" ? csvReader(name) : fromNdjson;
  for await (const line of readLines(createReadStream(path))) {
    if ("text" in line && line.text.trim() === "") continue;
    const read = toListLine(line);
    if (read !== undefined) yield read;
  }
}

function fromNdjson(line: TextLine): ListLine {
  if ("problem" in line) return malformed(line.number, line.problem);
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    return malformed(line.number, `expected JSON, received ${show(line.text)}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const expected = "an object with instance_id, associated_resource_arn, file_id";
    return malformed(line.number, `expected ${expected}, received ${show(value)}`);
  }
  return toReference(value as Record<string, unknown>, line.number);
}

/** The first line that it is given is the header, and no reference. */
function csvReader(name: string): (line: TextLine) => ListLine | undefined {
  let header: readonly string[] | undefined;
  return (line) => {
    if (header === undefined) {
      header = headerOf(line, name);
      return undefined;
    }
    if ("problem" in line) return malformed(line.number, line.problem);
    const cells = parseCsvLine(line.text);
    if (!cells.ok) return malformed(line.number, cells.issues.map(describeIssue).join("; "));
    if (cells.value.length !== header.length) {
      const expected = `${header.length} cells as in the header`;
      return malformed(line.number, `expected ${expected}, received ${cells.value.length}`);
    }
    const read = toReference(
      Object.fromEntries(header.map((column, index) => [column, cells.value[index]])),
      line.number,
    );
    // An id may have blanks at its ends, so that they are not taken off; a row that is none has them by mistake.
    const hint = cells.value.some((cell) => cell !== cell.trim()) ? " (blanks beside a comma belong to the cell)" : "";
    return read.ok ? read : { ...read, problem: `${read.problem}${hint}` };
  };
}

function headerOf(line: TextLine, name: string): readonly string[] {
  const place = `${name}, line ${line.number}`;
  if ("problem" in line) throw new JobError("usage", `${place}: ${line.problem}`);
  const header = parseCsvHeader(line.text);
  if (!header.ok) throw new JobError("usage", `${place}: ${header.issues.map(describeIssue).join("; ")}`);
  return header.value;
}

function toReference(fields: Record<string, unknown>, line: number): ListLine {
  const reference = parseFileReference(fields);
  if (reference.ok) return { ok: true, reference: reference.value };
  return malformed(line, reference.issues.map(describeIssue).join("; "));
}

function malformed(line: number, problem: string): ListLine {
  return { ok: false, line, problem };
}
