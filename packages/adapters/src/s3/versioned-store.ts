import type { ObjectLabel, ObjectStore } from "./object-store.ts";

/** A text as it stood under a key, and what tells this version of it from all others. */
export interface VersionedText {
  readonly text: string;
  /** The object's entity tag, as the store writes it. */
  readonly etag: string;
  /** When this version was put, by the store's clock, in whole seconds. */
  readonly modifiedAt: Date;
  /** When the store answered, by its own clock, in whole seconds; undefined where it did not say. */
  readonly answeredAt: Date | undefined;
}

/** What must be so for a write to be done: that there is no such object, or that it is still this version. */
export type WriteCondition = { readonly absent: true } | { readonly etag: string };

interface Call {
  /** Ends the call within moments. */
  readonly signal?: AbortSignal | undefined;
}

/** An object store in which whoever writes can say what must still stand there, so that of many writers one wins. */
export interface VersionedStore extends ObjectStore {
  /** Nothing where there is no such object. Texts of at most 64 MiB. */
  readVersion(key: string, call?: Call): Promise<VersionedText | undefined>;
  /**
   * Puts a text where a condition holds at that moment. A call that throws may have written all the same; so may one whose answer
   * was lost on the way, was sent again by itself, and then met its own write: whoever has to know reads what stands there.
   *
   * @returns the entity tag of what was put; undefined where the condition did not hold, or could not be told because another
   * write was under way.
   */
  putTextIf(
    key: string,
    text: string,
    label: ObjectLabel,
    condition: WriteCondition,
    call?: Call,
  ): Promise<string | undefined>;
  /**
   * Writes an object's content to a file of this machine.
   *
   * @returns what was written; undefined where there is no such object, and then no file.
   * @throws {Error} of the disk, as it came.
   */
  fetchFile(
    key: string,
    path: string,
    call?: Call,
  ): Promise<{ readonly sizeBytes: number; readonly sha256: string } | undefined>;
}
