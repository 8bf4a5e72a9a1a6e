import type { AttachedFile } from "../src/index.ts";
import { type AttachedFileError, type CreatedBy, isKnownFileStatus, isKnownFileUseCaseType } from "../src/index.ts";

/** What a library's schema for the answer infers, as far as it is needed here. */
export interface ValidAnswer {
  readonly Files?: readonly (ValidFile | null)[] | null | undefined;
  readonly Errors?: readonly (Readonly<Record<string, unknown>> | null)[] | null | undefined;
}
type ValidFile = Readonly<Record<string, unknown>> & {
  readonly CreatedBy?: Readonly<Record<string, unknown>> | null | undefined;
};

const FILE_NAMES: Readonly<Record<string, keyof AttachedFile>> = {
  CreationTime: "creationTime",
  FileArn: "fileArn",
  FileId: "fileId",
  FileName: "fileName",
  FileSizeInBytes: "fileSizeInBytes",
  FileStatus: "fileStatus",
  FileUseCaseType: "fileUseCaseType",
  AssociatedResourceArn: "associatedResourceArn",
  Tags: "tags",
};
const ERROR_NAMES: Readonly<Record<string, keyof AttachedFileError>> = {
  ErrorCode: "errorCode",
  ErrorMessage: "errorMessage",
  FileId: "fileId",
};

/**
 * What is still to do behind a library's pass for core's result: members renamed, the union tagged, unknown names noted.
 *
 * @returns how many things were noted.
 */
export function toCoreForm(answer: ValidAnswer): number {
  const notes: string[] = [];
  const files: Record<string, unknown>[] = [];
  for (const file of answer.Files ?? []) {
    if (file === null) notes.push("null-entry");
    else files.push(fileToCoreForm(file, notes));
  }
  const errors: Record<string, unknown>[] = [];
  for (const error of answer.Errors ?? []) {
    if (error === null) notes.push("null-entry");
    else errors.push(renamed(error, ERROR_NAMES, notes));
  }
  return notes.length;
}

function fileToCoreForm({ CreatedBy, ...members }: ValidFile, notes: string[]): Record<string, unknown> {
  const file = renamed(members, FILE_NAMES, notes);
  if (CreatedBy != null) file.createdBy = union(CreatedBy, notes);
  if (!isKnownFileStatus(file.fileStatus as string)) notes.push("unknown-status");
  if (file.fileUseCaseType != null && !isKnownFileUseCaseType(file.fileUseCaseType as string))
    notes.push("unknown-use-case");
  return file;
}

function union(members: Readonly<Record<string, unknown>>, notes: string[]): CreatedBy | undefined {
  for (const name in members) {
    const value = members[name];
    if ((name === "ConnectUserArn" || name === "AWSIdentityArn") && typeof value === "string")
      return { kind: name, arn: value };
    notes.push("unknown-union-member");
    return { kind: "unknown", name, value };
  }
  return undefined;
}

function renamed(
  members: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
  notes: string[],
): Record<string, unknown> {
  const to: Record<string, unknown> = {};
  for (const name in members) {
    const known = names[name];
    if (known === undefined) notes.push("unknown-member");
    to[known ?? name] = members[name];
  }
  return to;
}
