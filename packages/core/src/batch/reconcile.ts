import { parseFileArn } from "../arn/resource-arns.ts";
import type { IncompleteAttachedFile } from "../attached-file/attached-file.ts";
import type { AttachedFileError } from "../attached-file/attached-file-error.ts";
import type { Irregularity } from "../attached-file/irregularity.ts";
import { isPlainObject } from "../attached-file/read-member.ts";
import type { RefusedOutcome, RetrievedOutcome, UnansweredOutcome } from "../outcome/outcome.ts";
import { show } from "../validation/result.ts";
import type { MetadataAnswer } from "./metadata-answer.ts";
import type { MetadataRequest } from "./metadata-request.ts";

/** An answer held against what was asked. */
export interface Reconciliation {
  /** Exactly one for each distinct id that was asked, in the order of the request. */
  readonly outcomes: readonly (RetrievedOutcome | RefusedOutcome | UnansweredOutcome)[];
  /** Those of the answer, and all in which it differed from the request: repeated, unasked, for another resource. */
  readonly irregularities: readonly Irregularity[];
}

/**
 * Holds an answer against its request. Nothing in the service's model promises that every id comes back, or only once,
 * or only those that were asked; so each asked id gets one outcome, and the rest is noted, never kept silently.
 */
export function reconcile(request: MetadataRequest, answer: MetadataAnswer): Reconciliation {
  const asked = new Set(request.fileIds);
  const irregularities = [...answer.irregularities];
  const note = (kind: Irregularity["kind"], path: string, fileId: string, detail: string): void =>
    void irregularities.push({ kind, path, fileId, detail });

  const files = new Map<string, IncompleteAttachedFile>();
  const right: RightArn = { upToId: "", length: 0 };
  for (const file of [...answer.files, ...answer.incompleteFiles]) {
    const { fileId, associatedResourceArn: resource } = file;
    if (!asked.has(fileId)) {
      note("unasked", "Files", fileId, "a file that was not asked for");
    } else if (resource !== undefined && resource !== request.associatedResourceArn) {
      const detail = `asked of ${show(request.associatedResourceArn)}, answered for ${show(resource)}`;
      note("other-resource", "Files", fileId, detail);
    } else if (files.has(fileId)) {
      note("repeated", "Files", fileId, sameFile(files.get(fileId), file) ? "the same again" : "again, and different");
    } else {
      files.set(fileId, file);
      const mismatch = arnMismatch(request, file, right);
      if (mismatch !== undefined) note("arn-mismatch", "Files", fileId, mismatch);
    }
  }
  const errors = new Map<string, AttachedFileError>();
  for (const error of answer.errors) {
    const { fileId } = error;
    if (fileId === undefined) {
      const detail = `ErrorCode ${show(error.errorCode)}, ErrorMessage ${show(error.errorMessage)}`;
      irregularities.push({ kind: "no-file-id", path: "Errors", detail });
    } else if (!asked.has(fileId)) {
      note("unasked", "Errors", fileId, `an error for a file that was not asked for: ${show(error.errorCode)}`);
    } else if (errors.has(fileId)) {
      note("repeated", "Errors", fileId, `again, with ErrorCode ${show(error.errorCode)}`);
    } else {
      errors.set(fileId, error);
      if (files.has(fileId))
        note("in-both-lists", "Errors", fileId, `in Files too; ErrorCode ${show(error.errorCode)}`);
    }
  }
  const outcomes = Array.from(asked, (fileId) => {
    const file = files.get(fileId);
    if (file !== undefined) return { kind: "retrieved", fileId, file } as const;
    const error = errors.get(fileId);
    if (error !== undefined) return { kind: "refused", fileId, error } as const;
    return { kind: "unanswered", fileId } as const;
  });
  return { outcomes, irregularities };
}

/** The last ARN of this answer that was taken apart and was right, as far as its file's id, and how long it was. */
interface RightArn {
  upToId: string;
  length: number;
}

/** Such an id can stand in an ARN as it is. */
const PLAIN_ID = /^[\w.-]+$/;

function arnMismatch(request: MetadataRequest, file: IncompleteAttachedFile, right: RightArn): string | undefined {
  const { fileArn, fileId } = file;
  if (fileArn === undefined) return undefined;
  // Of an answer's ARNs nearly all differ in their ids alone, and to take each apart would take most of the time.
  const isAsRight = fileArn.length <= right.length && fileArn === right.upToId + fileId && PLAIN_ID.test(fileId);
  if (isAsRight) return undefined;
  const arn = parseFileArn(fileArn);
  if (!arn.ok) return `FileArn is no file ARN: ${show(fileArn)}`;
  if (arn.value.fileId !== fileId || arn.value.instanceId !== request.instanceId) {
    return `FileArn names another file or instance: ${show(fileArn)}`;
  }
  right.upToId = fileArn.slice(0, fileArn.length - fileId.length);
  right.length = fileArn.length;
  return undefined;
}

function sameFile(one: IncompleteAttachedFile | undefined, other: IncompleteAttachedFile): boolean {
  try {
    return toText(one) === toText(other);
  } catch {
    // Unknown members can be nested deeper than any comparison reaches. Not known to be the same is different.
    return false;
  }
}

/** Members in one order: tags that come in another order are the same tags. */
function toText(file: IncompleteAttachedFile | undefined): string {
  return JSON.stringify(file, (_key, value: unknown) => {
    if (typeof value === "bigint") return `${value}n`;
    if (!isPlainObject(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([name], [next]) => (name < next ? -1 : 1)));
  });
}
