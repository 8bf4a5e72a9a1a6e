import { show } from "../validation/result.ts";
import type { IncompleteAttachedFile } from "./attached-file.ts";
import { parseCreatedBy } from "./created-by.ts";
import { isKnownFileStatus } from "./file-status.ts";
import { isKnownFileUseCaseType } from "./file-use-case.ts";
import type { Note } from "./irregularity.ts";
import { noteCreationTime, noteFileName } from "./note-out-of-range.ts";
import { isPlainObject, readText, readUnknownMembers, type Writable } from "./read-member.ts";
import { readSize } from "./read-size.ts";
import { readTags } from "./read-tags.ts";

const MEMBERS: ReadonlySet<string> = new Set([
  "CreationTime",
  "FileArn",
  "FileId",
  "FileName",
  "FileSizeInBytes",
  "FileStatus",
  "CreatedBy",
  "FileUseCaseType",
  "AssociatedResourceArn",
  "Tags",
]);

/**
 * Reads one entry of `Files`. Nothing readable is dropped: what the model does not know is kept by name and noted,
 * and a missing promised member is noted and left absent.
 *
 * @returns the file, or undefined where the entry has no FileId and so belongs to nobody.
 */
export function parseAttachedFile(raw: unknown, path: string, noteRaw: Note): IncompleteAttachedFile | undefined {
  if (!isPlainObject(raw)) {
    noteRaw({ kind: raw === null ? "null-entry" : "not-an-object", path, detail: show(raw) });
    return undefined;
  }
  const fileId = raw.FileId;
  if (typeof fileId !== "string" || fileId === "") {
    noteRaw({ kind: "no-file-id", path, detail: `FileId is ${show(fileId)}; FileName is ${show(raw.FileName)}` });
    return undefined;
  }
  const note: Note = (irregularity) => noteRaw({ ...irregularity, fileId });
  const file: Writable<IncompleteAttachedFile> = { fileId };
  const at = path === "" ? "" : `${path}.`;

  const creationTime = readText(raw, "CreationTime", path, note, "required");
  if (creationTime !== undefined) {
    file.creationTime = creationTime;
    noteCreationTime(creationTime, `${at}CreationTime`, note);
  }
  const fileArn = readText(raw, "FileArn", path, note, "required");
  if (fileArn !== undefined) file.fileArn = fileArn;
  const fileName = readText(raw, "FileName", path, note, "required");
  if (fileName !== undefined) {
    file.fileName = fileName;
    noteFileName(fileName, `${at}FileName`, note);
  }
  const size = readSize(raw.FileSizeInBytes, `${at}FileSizeInBytes`, note);
  if (size !== undefined) file.fileSizeInBytes = size;

  const fileStatus = readText(raw, "FileStatus", path, note, "required");
  if (fileStatus !== undefined) {
    file.fileStatus = fileStatus;
    if (!isKnownFileStatus(fileStatus)) {
      note({ kind: "unknown-status", path: `${at}FileStatus`, detail: show(fileStatus) });
    }
  }
  const createdBy = parseCreatedBy(raw.CreatedBy, `${at}CreatedBy`, note);
  if (createdBy !== undefined) file.createdBy = createdBy;
  const useCase = readText(raw, "FileUseCaseType", path, note, "optional");
  if (useCase !== undefined) {
    file.fileUseCaseType = useCase;
    if (!isKnownFileUseCaseType(useCase)) {
      note({ kind: "unknown-use-case", path: `${at}FileUseCaseType`, detail: show(useCase) });
    }
  }
  const resource = readText(raw, "AssociatedResourceArn", path, note, "optional");
  if (resource !== undefined) file.associatedResourceArn = resource;
  const tags = readTags(raw.Tags, `${at}Tags`, note);
  if (tags !== undefined) file.tags = tags;
  const unknownMembers = readUnknownMembers(raw, MEMBERS, path, note);
  if (unknownMembers !== undefined) file.unknownMembers = unknownMembers;
  return file;
}
