import {
  type FileSource,
  type Irregularity,
  isSourceError,
  type MetadataRequest,
  type Outcome,
  reconcile,
  type SourceErrorCode,
} from "@attached-files/core";

/** What one call told of the files it asked for: at most one outcome for each. */
export interface CallResult {
  readonly outcomes: readonly Outcome[];
  readonly irregularities: readonly Irregularity[];
  /** Where no call succeeded: the code of the last error. */
  readonly failedWith?: SourceErrorCode;
}

/** A call that did not succeed. */
export interface FailedCall {
  readonly code: SourceErrorCode;
  /** The service's own text: a stranger's. */
  readonly message: string;
  readonly retryable: boolean;
}

/** What came of one call. */
export type Attempt = { readonly result: CallResult } | { readonly failure: FailedCall };

/**
 * The run's step: asks once, and holds the answer against the request.
 *
 * @throws {SourceError} Aborted only: what was not asked is no outcome.
 */
export async function fetchOutcomes(
  source: FileSource,
  request: MetadataRequest,
  signal?: AbortSignal,
): Promise<Attempt> {
  // Members of the caller's own are no business of the source.
  const { instanceId, associatedResourceArn, fileIds } = request;
  const asked = { instanceId, associatedResourceArn, fileIds };
  try {
    const answer = await source.getMetadata(asked, signal === undefined ? {} : { signal });
    return { result: reconcile(request, answer) };
  } catch (error) {
    if (!isSourceError(error) || error.code === "Aborted") throw error;
    const { code, message, retryable } = error;
    return { failure: { code, message, retryable } };
  }
}

/** Makes files failed, each once. */
export function failedOutcomes(fileIds: readonly string[], { code, message }: FailedCall): CallResult {
  const outcomes = [...new Set(fileIds)].map((fileId) => ({ kind: "failed", fileId, code, message }) as const);
  return { outcomes, irregularities: [], failedWith: code };
}
