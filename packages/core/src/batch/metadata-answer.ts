import {
  type AttachedFile,
  type IncompleteAttachedFile,
  isCompleteAttachedFile,
} from "../attached-file/attached-file.ts";
import { type AttachedFileError, parseAttachedFileError } from "../attached-file/attached-file-error.ts";
import type { Irregularity } from "../attached-file/irregularity.ts";
import { parseAttachedFile } from "../attached-file/parse-attached-file.ts";
import { isPlainObject, readUnknownMembers } from "../attached-file/read-member.ts";
import { attachedFileErrorToOperation, attachedFileToOperation } from "../attached-file/to-operation.ts";
import { ok, type Result, refuse, show } from "../validation/result.ts";

/** What one call of BatchGetAttachedFileMetadata answered, in the order of the answer. */
export interface MetadataAnswer {
  readonly files: readonly AttachedFile[];
  /** Files that lack a member which the service's model promises. */
  readonly incompleteFiles: readonly IncompleteAttachedFile[];
  readonly errors: readonly AttachedFileError[];
  /** Everything in which the answer differed from the model. */
  readonly irregularities: readonly Irregularity[];
}

const MEMBERS: ReadonlySet<string> = new Set(["Files", "Errors"]);

/**
 * Reads the operation's answer, JSON already parsed. Tolerant by law: unknown statuses, use cases, union members and
 * fields are kept by name, null entries are noted. Absent lists are allowed by the model and count as no entries.
 *
 * @returns issues only where the answer is no object, or a list is something other than a list.
 */
export function parseMetadataAnswer(raw: unknown): Result<MetadataAnswer> {
  if (!isPlainObject(raw)) {
    return refuse([{ path: "", expected: "an object with Files and Errors", received: show(raw) }]);
  }
  const lists = ["Files", "Errors"].filter((name) => raw[name] != null && !Array.isArray(raw[name]));
  if (lists.length > 0) {
    return refuse(lists.map((path) => ({ path, expected: "a list", received: show(raw[path]) })));
  }
  const irregularities: Irregularity[] = [];
  const note = (irregularity: Irregularity): void => void irregularities.push(irregularity);
  const files: AttachedFile[] = [];
  const incompleteFiles: IncompleteAttachedFile[] = [];
  for (const [index, entry] of listOf(raw.Files).entries()) {
    const file = parseAttachedFile(entry, `Files[${index}]`, note);
    if (file === undefined) continue;
    if (isCompleteAttachedFile(file)) files.push(file);
    else incompleteFiles.push(file);
  }
  const errors: AttachedFileError[] = [];
  for (const [index, entry] of listOf(raw.Errors).entries()) {
    const error = parseAttachedFileError(entry, `Errors[${index}]`, note);
    if (error !== undefined) errors.push(error);
  }
  readUnknownMembers(raw, MEMBERS, "", note);
  return ok({ files, incompleteFiles, errors, irregularities });
}

/** An answer in the operation's own form: `{ Files, Errors }`, files first complete, then incomplete. */
export function metadataAnswerToOperation(answer: MetadataAnswer): { Files: object[]; Errors: object[] } {
  return {
    Files: [...answer.files, ...answer.incompleteFiles].map(attachedFileToOperation),
    Errors: answer.errors.map(attachedFileErrorToOperation),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
