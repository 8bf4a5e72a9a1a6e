import { isSourceError } from "@attached-files/core";
import { codeOfNetworkError } from "../aws-client/network-error-codes.ts";
import { toSourceError } from "../aws-client/to-source-error.ts";

/**
 * Calls S3, and ends the call when a signal says so; the SDK looks at none while it finds credentials.
 *
 * @throws {SourceError} whatever went wrong; an error of ours that the work throws passes as it is.
 */
export async function s3Call<T>(
  operation: string,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = signal ?? new AbortController().signal;
  try {
    ending.throwIfAborted();
    return await orAborted(work(ending), ending);
  } catch (error) {
    const { httpStatusCode } = (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata ?? {};
    const sent = httpStatusCode !== undefined || codeOfNetworkError(error) !== undefined || !isOfTheSdk(error);
    throw toSourceError(error, { operation, aborted: ending.aborted, sent });
  }
}

/** There is no such object; that there is no such bucket is another matter. */
export function isNotThere(error: unknown): boolean {
  return isSourceError(error, "ResourceNotFoundException", "UnexpectedAnswer") && NOT_THERE.has(nameOf(error.cause));
}

/** Not every server that speaks S3's language copies. */
export function cannotCopy(error: unknown): boolean {
  return isSourceError(error) && nameOf(error.cause) === "NotImplemented";
}

const NOT_THERE: ReadonlySet<unknown> = new Set(["NoSuchKey", "NotFound"]);
/** What the SDK throws where it finds no Region, no profile or no credentials. */
const OF_THE_SDK: ReadonlySet<unknown> = new Set(["CredentialsProviderError", "ProviderError", "TokenProviderError"]);

function isOfTheSdk(error: unknown): boolean {
  return OF_THE_SDK.has(nameOf(error)) || (error instanceof Error && error.message.startsWith("Region is missing"));
}

function nameOf(error: unknown): unknown {
  return (error as { name?: unknown } | null | undefined)?.name;
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
