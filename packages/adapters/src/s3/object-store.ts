/** An object as a list names it. */
export interface ListedObject {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

/** An object, with what whoever put it there noted of it; names of notes are in lower case. */
export interface StoredObject extends ListedObject {
  readonly metadata: Readonly<Record<string, string>>;
}

/** What is told of an object when it is put. */
export interface ObjectLabel {
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A file on this machine whose content is known, so that nothing else is ever stored in its name. */
export interface KnownFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** SHA-256 of the content, in hexadecimal digits. */
  readonly sha256: string;
}

interface Call {
  /** Ends the call within moments. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Where objects are kept under keys, as in a bucket of S3. What is put under a key stands there as a whole or not at all.
 *
 * Every call throws a SourceError for whatever went wrong on the way; Aborted when its signal says so.
 */
export interface ObjectStore {
  /** Nothing where there is no such object. */
  find(key: string, call?: Call): Promise<StoredObject | undefined>;
  /** The text of an object of at most 64 MiB; nothing where there is no such object. */
  readText(key: string, call?: Call): Promise<string | undefined>;
  /** All objects whose keys begin with a prefix, in the order of their keys. */
  list(prefix: string, call?: Call): AsyncIterable<ListedObject>;
  putText(key: string, text: string, label: ObjectLabel, call?: Call): Promise<void>;
  /** Puts a file's content; fails where the file has another one by now. */
  putFile(key: string, file: KnownFile, label: ObjectLabel, call?: Call): Promise<void>;
  /**
   * Copies an object with its label, without a way through this machine.
   *
   * @returns whether it was copied; false where the source is gone, too large to be copied, or the server copies nothing.
   */
  copy(from: string, to: string, call?: Call): Promise<boolean>;
  /** Removes objects; those that are not there are removed already. */
  remove(keys: readonly string[], call?: Call): Promise<void>;
  close(): Promise<void>;
}
