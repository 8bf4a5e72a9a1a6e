import {
  type AttachedFile,
  type AttachedFileError,
  type CreatedBy,
  isKnownFileStatus,
  isKnownFileUseCaseType,
} from "../src/index.ts";

/** What a library's schema for the answer infers. */
export interface ValidAnswer {
  readonly Files?: readonly (ValidFile | null)[] | null | undefined;
  readonly Errors?: readonly (ValidError | null)[] | null | undefined;
}
interface ValidFile {
  readonly CreationTime: string;
  readonly FileArn: string;
  readonly FileId: string;
  readonly FileName: string;
  readonly FileSizeInBytes: number | bigint;
  readonly FileStatus: string;
  readonly CreatedBy?: Readonly<Record<string, unknown>> | null | undefined;
  readonly FileUseCaseType?: string | null | undefined;
  readonly AssociatedResourceArn?: string | null | undefined;
  readonly Tags?: Readonly<Record<string, string | null>> | null | undefined;
  readonly [unknown: string]: unknown;
}
interface ValidError {
  readonly ErrorCode?: string | null | undefined;
  readonly ErrorMessage?: string | null | undefined;
  readonly FileId?: string | null | undefined;
  readonly [unknown: string]: unknown;
}
type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const FILE_MEMBERS: ReadonlySet<string> = new Set(
  "CreationTime FileArn FileId FileName FileSizeInBytes FileStatus CreatedBy FileUseCaseType AssociatedResourceArn Tags".split(
    " ",
  ),
);
const ERROR_MEMBERS: ReadonlySet<string> = new Set(["ErrorCode", "ErrorMessage", "FileId"]);

/**
 * What is still to do behind a library's pass for core's result: members renamed, the union tagged, unknown names noted.
 * Shorter than core's: nothing is kept of what the schema refused.
 *
 * @returns how many things were noted.
 */
export function toCoreForm(answer: ValidAnswer): number {
  const notes: string[] = [];
  const files: AttachedFile[] = [];
  for (const file of answer.Files ?? []) {
    if (file === null) notes.push("null-entry");
    else files.push(toFile(file, notes));
  }
  const errors: AttachedFileError[] = [];
  for (const error of answer.Errors ?? []) {
    if (error === null) notes.push("null-entry");
    else errors.push(toError(error, notes));
  }
  return notes.length;
}

function toFile(raw: ValidFile, notes: string[]): AttachedFile {
  const file: Writable<AttachedFile> = {
    creationTime: raw.CreationTime,
    fileArn: raw.FileArn,
    fileId: raw.FileId,
    fileName: raw.FileName,
    fileSizeInBytes: raw.FileSizeInBytes,
    fileStatus: raw.FileStatus,
  };
  if (raw.CreatedBy != null) file.createdBy = toCreatedBy(raw.CreatedBy, notes);
  if (raw.FileUseCaseType != null) file.fileUseCaseType = raw.FileUseCaseType;
  if (raw.AssociatedResourceArn != null) file.associatedResourceArn = raw.AssociatedResourceArn;
  if (raw.Tags != null) file.tags = raw.Tags as Record<string, string>;
  if (!isKnownFileStatus(raw.FileStatus)) notes.push("unknown-status");
  if (raw.FileUseCaseType != null && !isKnownFileUseCaseType(raw.FileUseCaseType)) notes.push("unknown-use-case");
  noteUnknown(raw, FILE_MEMBERS, notes);
  return file;
}

function toError(raw: ValidError, notes: string[]): AttachedFileError {
  const error: Writable<AttachedFileError> = {};
  if (raw.ErrorCode != null) error.errorCode = raw.ErrorCode;
  if (raw.ErrorMessage != null) error.errorMessage = raw.ErrorMessage;
  if (raw.FileId != null) error.fileId = raw.FileId;
  noteUnknown(raw, ERROR_MEMBERS, notes);
  return error;
}

function toCreatedBy(raw: Readonly<Record<string, unknown>>, notes: string[]): CreatedBy {
  if (typeof raw.ConnectUserArn === "string") return { kind: "ConnectUserArn", arn: raw.ConnectUserArn };
  if (typeof raw.AWSIdentityArn === "string") return { kind: "AWSIdentityArn", arn: raw.AWSIdentityArn };
  const [name = "", value] = Object.entries(raw)[0] ?? [];
  notes.push("unknown-union-member");
  return { kind: "unknown", name, value };
}

function noteUnknown(raw: object, known: ReadonlySet<string>, notes: string[]): void {
  for (const name in raw) if (!known.has(name)) notes.push("unknown-member");
}
