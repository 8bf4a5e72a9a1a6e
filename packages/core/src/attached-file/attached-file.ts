import type { CreatedBy } from "./created-by.ts";
import type { FileStatus } from "./file-status.ts";
import type { FileUseCaseType } from "./file-use-case.ts";

/**
 * What Amazon Connect knows of one attached file, as BatchGetAttachedFileMetadata tells it. Nothing is normalised:
 * names, dates and ARNs are exactly the texts that were answered.
 *
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_AttachedFile.html (read 2026-11)
 */
export interface AttachedFile {
  /** ISO 8601, `yyyy-MM-ddThh:mm:ss.SSSZ`. */
  readonly creationTime: string;
  readonly fileArn: string;
  /** 1–256 characters. */
  readonly fileId: string;
  /** 1–256 characters in any script; case matters. Strangers' text: escape it where it is shown. */
  readonly fileName: string;
  /** Bytes, at least 1. A 64-bit integer: a bigint only where a number would lose digits (above 2^53 − 1). */
  readonly fileSizeInBytes: number | bigint;
  readonly fileStatus: FileStatus;
  readonly createdBy?: CreatedBy;
  readonly fileUseCaseType?: FileUseCaseType;
  /** The resource that the file is attached to: a case, or an email contact. */
  readonly associatedResourceArn?: string;
  /** Up to 50; keys of 1–128 characters, values of 0–256. Absent where the answer had no Tags, empty where its Tags were. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Members that the answer held and this version does not know, under their own names. */
  readonly unknownMembers?: Readonly<Record<string, unknown>>;
}

/** The members that the service's model promises to be there. */
export const REQUIRED_MEMBERS: readonly (keyof AttachedFile)[] = [
  "creationTime",
  "fileArn",
  "fileId",
  "fileName",
  "fileSizeInBytes",
  "fileStatus",
];

/** A file that was answered without some member that the model promises; what was readable is kept. */
export type IncompleteAttachedFile = Partial<AttachedFile> & Pick<AttachedFile, "fileId">;

/** Whether every promised member is there. */
export function isCompleteAttachedFile(file: IncompleteAttachedFile): file is AttachedFile {
  return REQUIRED_MEMBERS.every((member) => file[member] !== undefined);
}
