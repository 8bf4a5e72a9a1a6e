import { type FileReference, parseFileArn } from "@attached-files/core";
import type { FileLife } from "../life-cycle/file-life.ts";
import type { AttachedFiles, StoredFile } from "./attached-files.ts";
import type { CasesDomain } from "./cases-domain.ts";
import type { WireObject } from "./wire.ts";

/** What a correct reader of the fake must find: a reference, and what the fake says of it. */
export interface Truth extends Expectation {
  readonly reference: FileReference;
}

/** What the truth is read from: the fake's state. */
export interface Held {
  readonly files: AttachedFiles;
  readonly domains: ReadonlyMap<string, CasesDomain>;
  statusOf(life: FileLife): string;
}

/** What an honest answer says of a file. */
export interface Expectation {
  readonly expected: "retrieved" | "refused" | "unanswered";
  /** The file as it stands on the wire, where it is retrieved. */
  readonly file?: WireObject;
  /** The entry of Errors, where it is refused. */
  readonly error?: WireObject;
}

/** What BatchGetAttachedFileMetadata says of every associated file, each once. */
export function* truthOf(held: Held): Generator<Truth> {
  for (const domain of held.domains.values()) {
    const seen = new Set<string>();
    for (const item of domain.items) {
      const arn = parseFileArn((item.content.file as { fileArn?: unknown } | undefined)?.fileArn);
      if (!arn.ok) continue;
      const { instanceId, fileId } = arn.value;
      const reference = { instanceId, associatedResourceArn: domain.caseArn(item.caseId), fileId };
      const key = JSON.stringify(reference);
      if (seen.has(key)) continue;
      seen.add(key);
      yield { reference, ...expectation(held, reference) };
    }
  }
}

/** What is said of one reference. An id that is attached to another resource is as one that is not there, which tells strangers least. */
export function expectation(held: Held, reference: FileReference): Expectation {
  const { instanceId, fileId } = reference;
  const stored = held.files.get(instanceId, fileId);
  if (stored === undefined || stored.associatedResourceArn !== reference.associatedResourceArn) {
    return { expected: "refused", error: noSuchFile(fileId) };
  }
  if (stored.answer.kind === "nothing") return { expected: "unanswered" };
  if (stored.answer.kind === "error") return { expected: "refused", error: { FileId: fileId, ...stored.answer.error } };
  return { expected: "retrieved", file: fileOnTheWire(held, stored) };
}

/** A file's metadata as it stands now. */
export function fileOnTheWire(held: Held, { wire, life }: StoredFile): WireObject {
  return life === undefined ? wire : { ...wire, FileStatus: held.statusOf(life) };
}

/** The error of an id that the fake does not hold. AWS publishes no codes; this one is a guess that reads well. */
function noSuchFile(fileId: string): WireObject {
  return { ErrorCode: "ResourceNotFoundException", ErrorMessage: "The attached file does not exist.", FileId: fileId };
}
