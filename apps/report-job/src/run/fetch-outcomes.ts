import {
  type FileSource,
  type Irregularity,
  isSourceError,
  type MetadataRequest,
  type Outcome,
  reconcile,
  type SourceErrorCode,
} from "@attached-files/core";

/** What one call told of the files it asked for: exactly one outcome for each. */
export interface CallResult {
  readonly outcomes: readonly Outcome[];
  readonly irregularities: readonly Irregularity[];
  /** Where no call succeeded: the code of the last error. */
  readonly failedWith?: SourceErrorCode;
}

/**
 * The run's step: one request becomes one outcome for each of its files. A call that does not succeed makes every
 * one of them failed.
 *
 * @throws {SourceError} Aborted only: what was not asked is no outcome.
 */
export async function fetchOutcomes(
  source: FileSource,
  request: MetadataRequest,
  signal?: AbortSignal,
): Promise<CallResult> {
  try {
    const answer = await source.getMetadata(request, signal === undefined ? {} : { signal });
    return reconcile(request, answer);
  } catch (error) {
    if (!isSourceError(error) || error.code === "Aborted") throw error;
    const { code, message } = error;
    const outcomes = [...new Set(request.fileIds)].map(
      (fileId) => ({ kind: "failed", fileId, code, message }) as const,
    );
    return { outcomes, irregularities: [], failedWith: code };
  }
}
