/** The ways in which an answer can differ from what the service's model promises. None of them ends a run. */
export type IrregularityKind =
  | "null-entry"
  | "not-an-object"
  | "missing-member"
  | "wrong-type"
  | "out-of-range"
  | "no-file-id"
  | "unknown-member"
  | "unknown-status"
  | "unknown-use-case"
  | "unknown-attachment-scope"
  | "unknown-union-member"
  | "arn-mismatch"
  | "repeated"
  | "in-both-lists"
  | "unasked"
  | "other-resource"
  | "other-instance"
  | "unreadable-item";

/** Something irregular in an answer, kept by name so that it can be counted and shown. */
export interface Irregularity {
  readonly kind: IrregularityKind;
  /** Place in the answer, in the operation's own member names, as `Files[3].FileStatus`. */
  readonly path: string;
  /** The file that it concerns, where the answer tells. */
  readonly fileId?: string;
  /** Of `other-instance`: id of the Amazon Connect instance that the file belongs to. */
  readonly otherInstanceId?: string;
  /** What was found, in one short line. Strangers' text: escape it where it is shown. */
  readonly detail: string;
}

/** Takes note of an irregularity while reading goes on. */
export type Note = (irregularity: Irregularity) => void;
