/** Where an error came from, as far as the source can tell. */
export interface SourceErrorDetails {
  /** What the library underneath threw. */
  readonly cause?: unknown;
  /** The AWS operation, as BatchGetAttachedFileMetadata. */
  readonly operation?: string;
  /** AWS's id of the request, for a support case. */
  readonly requestId?: string;
  /** The error's name on the wire, where it differs from `code`, as ValidationException. */
  readonly awsErrorName?: string;
  /** How long the service asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** InvalidRequestException only: INVALID_FILE_SIZE, INVALID_FILE_TYPE, INVALID_FILE_NAME, or what AWS adds. */
  readonly reason?: string;
}

/** The five exceptions of the operation under their own names, and what can happen on the way to it. */
export const SOURCE_ERROR_CODES = [
  "AccessDeniedException",
  "InvalidRequestException",
  "InternalServiceException",
  "ResourceNotFoundException",
  "ThrottlingException",
  "CredentialsUnavailable",
  "SourceUnreachable",
  "SourceTimeout",
  "ForeignAnswer",
  "UnexpectedAnswer",
  "Aborted",
] as const;

/** What went wrong with a call: one of `SOURCE_ERROR_CODES`. */
export type SourceErrorCode = (typeof SOURCE_ERROR_CODES)[number];

/** What each code means for whoever meets it: may the same call succeed later, unchanged? */
const RETRYABLE: Readonly<Record<SourceErrorCode, boolean>> = {
  AccessDeniedException: false,
  InvalidRequestException: false,
  InternalServiceException: true,
  ResourceNotFoundException: false,
  ThrottlingException: true,
  CredentialsUnavailable: false,
  SourceUnreachable: true,
  SourceTimeout: true,
  ForeignAnswer: true,
  UnexpectedAnswer: true,
  Aborted: false,
};

/** The same symbol in every copy of this package, as two dependencies may have brought one each. */
const BRAND = Symbol.for("@attached-files/core/SourceError");

/**
 * A call that did not succeed. Tell kinds apart by `code`; HTTP numbers stay in the adapters.
 * The message is the service's own text where there is one: strangers' text, escape it where it is shown.
 */
export class SourceError<Code extends SourceErrorCode = SourceErrorCode> extends Error {
  static {
    // On the prototype, so that nobody who looks at an error's members meets it. By 'this': bundlers rename a class that names itself.
    // biome-ignore lint/complexity/noThisInStatic: see above.
    Object.defineProperty(this.prototype, BRAND, { value: true });
  }
  override readonly name = "SourceError";
  readonly code: Code;
  readonly retryable: boolean;
  readonly operation: string | undefined;
  readonly requestId: string | undefined;
  readonly awsErrorName: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly reason: string | undefined;

  constructor(code: Code, message: string, details: SourceErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.retryable = RETRYABLE[code];
    this.operation = details.operation;
    this.requestId = details.requestId;
    this.awsErrorName = details.awsErrorName;
    this.retryAfterMs = details.retryAfterMs;
    this.reason = details.reason;
  }
}

/**
 * Whether an error is a source's, and of one of the codes where any are named. Unlike `instanceof` it also knows the
 * errors of another copy of this package.
 */
export function isSourceError<Code extends SourceErrorCode = SourceErrorCode>(
  error: unknown,
  ...codes: readonly Code[]
): error is SourceError<Code> {
  if (typeof error !== "object" || error === null || !(BRAND in error)) return false;
  return codes.length === 0 || (codes as readonly string[]).includes((error as unknown as SourceError).code);
}
