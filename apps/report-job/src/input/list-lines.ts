import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { describeIssue, type FileReference, parseFileReference, show } from "@attached-files/core";
import { parse } from "csv-parse";

export type ListFormat = "csv" | "ndjson";

/** A line of a list: a reference, or what is wrong with it. */
export type ListLine =
  | { readonly ok: true; readonly reference: FileReference }
  | { readonly ok: false; readonly line: number; readonly problem: string };

const COLUMNS = ["instance_id", "associated_resource_arn", "file_id", "file_arn"];

/** The format that a file's name or, for other names, its first character tells. */
export function listFormat(path: string, firstCharacter: string): ListFormat {
  if (/\.csv$/i.test(path)) return "csv";
  if (/\.(ndjson|jsonl)$/i.test(path)) return "ndjson";
  return firstCharacter === "{" ? "ndjson" : "csv";
}

/** Reads a list of references, one line or record after the other, in bounded memory. */
export function readList(path: string, format: ListFormat): AsyncGenerator<ListLine> {
  return format === "csv" ? readCsv(path) : readNdjson(path);
}

async function* readNdjson(path: string): AsyncGenerator<ListLine> {
  let line = 0;
  for await (const text of createInterface({
    input: createReadStream(path, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    line += 1;
    const bare = line === 1 ? text.replace(/^\uFEFF/, "") : text;
    if (bare.trim() === "") continue;
    let value: unknown;
    try {
      value = JSON.parse(bare);
    } catch (error) {
      yield { ok: false, line, problem: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
      continue;
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      yield {
        ok: false,
        line,
        problem: `expected an object with ${COLUMNS.slice(0, 3).join(", ")}, received ${show(value)}`,
      };
    } else {
      yield toLine(value as Record<string, unknown>, line);
    }
  }
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

async function* readCsv(path: string): AsyncGenerator<ListLine> {
  const skipped: ListLine[] = [];
  const parser = createReadStream(path).pipe(
    parse({
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      max_record_size: 1 << 20,
      on_skip: (error) => {
        skipped.push({ ok: false, line: Number(error?.lines ?? 0), problem: error?.message ?? "not CSV" });
        return undefined;
      },
    }),
  );
  let header: readonly string[] | undefined;
  for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
    yield* skipped.splice(0);
    if (header === undefined) {
      header = record.map((name) => name.trim().toLowerCase());
      const problem = headerProblem(header);
      if (problem === undefined) continue;
      yield { ok: false, line: info.lines, problem };
      return;
    }
    if (record.length !== header.length) {
      yield {
        ok: false,
        line: info.lines,
        problem: `expected ${header.length} cells as in the header, received ${record.length}`,
      };
      continue;
    }
    yield toLine(Object.fromEntries(header.map((name, index) => [name, record[index]])), info.lines);
  }
  yield* skipped.splice(0);
  if (header === undefined)
    yield { ok: false, line: 1, problem: `expected a header with ${COLUMNS.join(", ")}, received nothing` };
}

function headerProblem(header: readonly string[]): string | undefined {
  const has = (name: string): boolean => header.includes(name);
  const enough = has("associated_resource_arn") && (has("file_arn") || has("file_id"));
  if (enough) return undefined;
  return `expected a header with instance_id, associated_resource_arn, file_id (or associated_resource_arn, file_arn), received ${show(header.join(","))}`;
}

function toLine(fields: Record<string, unknown>, line: number): ListLine {
  const reference = parseFileReference(fields);
  if (reference.ok) return { ok: true, reference: reference.value };
  return { ok: false, line, problem: reference.issues.map(describeIssue).join("; ") };
}
