import { show } from "../validation/result.ts";
import type { Note } from "./irregularity.ts";
import { isPlainObject, readText, readUnknownMembers, type Writable } from "./read-member.ts";

/**
 * Why one file of a request was refused. All members are optional in the service's model, and the values of
 * `errorCode` are published nowhere: compare them as free text.
 *
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_AttachedFileError.html (read 2026-11)
 */
export interface AttachedFileError {
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly fileId?: string;
  readonly unknownMembers?: Readonly<Record<string, unknown>>;
}

const MEMBERS: ReadonlySet<string> = new Set(["ErrorCode", "ErrorMessage", "FileId"]);

/** Reads one entry of `Errors`; undefined only where the entry is no object at all, which is noted. */
export function parseAttachedFileError(raw: unknown, path: string, noteRaw: Note): AttachedFileError | undefined {
  if (!isPlainObject(raw)) {
    noteRaw({ kind: raw === null ? "null-entry" : "not-an-object", path, detail: show(raw) });
    return undefined;
  }
  const error: Writable<AttachedFileError> = {};
  const fileId = readText(raw, "FileId", path, noteRaw, "optional");
  if (fileId !== undefined) error.fileId = fileId;
  const note: Note = (irregularity) => noteRaw(fileId === undefined ? irregularity : { ...irregularity, fileId });
  const errorCode = readText(raw, "ErrorCode", path, note, "optional");
  if (errorCode !== undefined) error.errorCode = errorCode;
  const errorMessage = readText(raw, "ErrorMessage", path, note, "optional");
  if (errorMessage !== undefined) error.errorMessage = errorMessage;
  const unknownMembers = readUnknownMembers(raw, MEMBERS, path, note);
  if (unknownMembers !== undefined) error.unknownMembers = unknownMembers;
  return error;
}
