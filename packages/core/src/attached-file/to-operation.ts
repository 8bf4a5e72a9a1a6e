import type { IncompleteAttachedFile } from "./attached-file.ts";
import type { AttachedFileError } from "./attached-file-error.ts";
import { createdByToOperation } from "./created-by.ts";

/** A file in the operation's own member names, unknown members in their places. The inverse of `parseAttachedFile`. */
export function attachedFileToOperation(file: IncompleteAttachedFile): Record<string, unknown> {
  return withoutUndefined({
    CreationTime: file.creationTime,
    FileArn: file.fileArn,
    FileId: file.fileId,
    FileName: file.fileName,
    FileSizeInBytes: file.fileSizeInBytes,
    FileStatus: file.fileStatus,
    CreatedBy: file.createdBy && createdByToOperation(file.createdBy),
    FileUseCaseType: file.fileUseCaseType,
    AssociatedResourceArn: file.associatedResourceArn,
    Tags: file.tags,
    ...file.unknownMembers,
  });
}

/** A per-file error in the operation's own member names. The inverse of `parseAttachedFileError`. */
export function attachedFileErrorToOperation(error: AttachedFileError): Record<string, unknown> {
  return withoutUndefined({
    ErrorCode: error.errorCode,
    ErrorMessage: error.errorMessage,
    FileId: error.fileId,
    ...error.unknownMembers,
  });
}

function withoutUndefined(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
