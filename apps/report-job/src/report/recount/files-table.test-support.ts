import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** A line of `files.ndjson`, as JSON tells it. */
export interface FileLine {
  readonly line: Readonly<Record<string, unknown>>;
  readonly scope: string;
  readonly id: string;
  readonly case: string;
  readonly outcome: string;
  readonly presence: string | undefined;
  readonly name: string | undefined;
  readonly status: string | undefined;
  readonly bytes: number | undefined;
  readonly useCase: string | undefined;
  readonly createdMs: number | undefined;
  readonly attachedMs: number | undefined;
  readonly checkedMs: number | undefined;
  readonly uploaderKind: string | undefined;
  readonly uploader: string | undefined;
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly errorCode: string | undefined;
  /** Whether anything of the file itself is told. */
  readonly isDescribed: boolean;
}

const KNOWN = new Set([
  "AssociatedResourceArn",
  "CreatedBy",
  "CreationTime",
  "FileArn",
  "FileId",
  "FileName",
  "FileSizeInBytes",
  "FileStatus",
  "FileUseCaseType",
  "Tags",
  "attached-files",
]);

/** Reads all lines of a report's folder. */
export async function readLines(folder: string): Promise<readonly FileLine[]> {
  const text = await readFile(join(folder, "files.ndjson"), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => toLine(JSON.parse(line) as Record<string, unknown>));
}

function toLine(line: Record<string, unknown>): FileLine {
  const own = line["attached-files"] as Record<string, string>;
  const [creator] = Object.entries((line.CreatedBy ?? {}) as Record<string, unknown>);
  const isKnownCreator = creator?.[0] === "ConnectUserArn" || creator?.[0] === "AWSIdentityArn";
  const described = ["FileName", "FileStatus", "CreationTime", "FileArn", "FileSizeInBytes"];
  return {
    line,
    scope: own.scope ?? "",
    id: String(line.FileId),
    case: own.AssociatedResourceArn ?? "",
    outcome: own.outcome ?? "",
    presence: own.presence,
    name: line.FileName as string | undefined,
    status: line.FileStatus as string | undefined,
    bytes: line.FileSizeInBytes as number | undefined,
    useCase: line.FileUseCaseType as string | undefined,
    createdMs: timeOf(line.CreationTime),
    attachedMs: timeOf(own.associationTime),
    checkedMs: timeOf(own.checkedAt),
    uploaderKind: creator?.[0],
    uploader: creator === undefined ? undefined : isKnownCreator ? String(creator[1]) : JSON.stringify(creator[1]),
    tags: line.Tags as Record<string, string> | undefined,
    errorCode: own.ErrorCode,
    isDescribed: own.outcome === "retrieved" || described.some((name) => line[name] !== undefined),
  };
}

function timeOf(text: unknown): number | undefined {
  return typeof text === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? Date.parse(text) : undefined;
}

/** Members of a file that AWS did not document when this was written. */
export function unknownMembers({ line }: FileLine): readonly string[] {
  return Object.keys(line).filter((name) => !KNOWN.has(name));
}

export function bytesOf(lines: readonly FileLine[]): number {
  return lines.reduce((sum, { bytes = 0 }) => sum + bytes, 0);
}

/** A file's key within its scope and beyond. */
export function keyOf({ scope, case: of, id }: FileLine): string {
  return JSON.stringify([scope, of, id]);
}

/** Counts lines by a text that each has. */
export function countedBy<Key>(lines: readonly FileLine[], keyOfLine: (line: FileLine) => Key): Map<Key, FileLine[]> {
  return Map.groupBy(lines, keyOfLine);
}
