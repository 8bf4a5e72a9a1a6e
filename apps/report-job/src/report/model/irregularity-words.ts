import type { IrregularityKind } from "@attached-files/core";

const MEANINGS: Readonly<Record<IrregularityKind, string>> = {
  "null-entry":
    "A list held an empty entry (null) where an item should be. It names no file, so nothing could be asked or kept.",
  "not-an-object": "A list held something that is no item at all.",
  "missing-member": "A member that AWS promises was not there. What the answer did hold was kept.",
  "wrong-type": "A member had another type than AWS documents, and could not be read.",
  "out-of-range":
    "A value was outside what AWS documents: a size, the length of a name, the form of a time, or the number of tags. It was kept as it came, where it could be.",
  "no-file-id": "A file or an error came without a file id, so it belongs to nobody.",
  "unknown-member": "AWS answered a member that this version does not know. It was kept under its own name.",
  "unknown-status": "AWS answered a status that it does not document. It was kept under its own name.",
  "unknown-use-case": "AWS answered a use case that this version does not know. It was kept under its own name.",
  "unknown-attachment-scope":
    "AWS told limits of files for something that this version does not know. They were kept under its own name.",
  "unknown-union-member":
    "AWS named an uploader in a way that this version does not know. It was kept under its own name.",
  "arn-mismatch": "The ARN of a file names another file or another instance than was asked for.",
  repeated: "The same file came more than once in one answer. The first was kept.",
  "in-both-lists": "A file came back both as found and as an error. What was found was kept.",
  unasked: "A file came back that nobody had asked for. It was not kept.",
  "other-resource": "A file came back for another case than the one asked about. It was not kept.",
  "other-instance": "The search found a file of another Amazon Connect instance. It was left out.",
  "unreadable-item": "The search found an item that names no file in a way that can be read.",
};

/** What a kind of irregularity means, in plain words. */
export function irregularityMeaning(kind: string): string {
  return Object.hasOwn(MEANINGS, kind)
    ? MEANINGS[kind as IrregularityKind]
    : "A difference from AWS's documentation that this version of the report has no words for.";
}
