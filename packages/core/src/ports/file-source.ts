import type { MetadataAnswer } from "../batch/metadata-answer.ts";
import type { MetadataRequest } from "../batch/metadata-request.ts";

/** What ends a call early. */
export interface CallOptions {
  /** Ends the call; it then rejects with SourceError Aborted. */
  readonly signal?: AbortSignal;
}

/** Port: whoever can tell the state of attached files. */
export interface FileSource {
  /**
   * Asks for the metadata of up to 100 files of one resource. Per-file trouble is in the answer's `errors`.
   *
   * @throws {InvalidInputError} the request is outside the operation's limits; no call was made.
   * @throws {SourceError} the call did not succeed, after the source's own retries.
   */
  getMetadata(request: MetadataRequest, options?: CallOptions): Promise<MetadataAnswer>;

  /** Closes what is open. No call may follow; calling it again does nothing. */
  close(): Promise<void>;
}
