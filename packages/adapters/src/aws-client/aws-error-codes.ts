import type { SourceErrorCode } from "@attached-files/core";

/**
 * Names of errors on the wire → ours. Beyond the models of Connect and Cases these are AWS's common errors.
 *
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/CommonErrors.html (read 2026-11)
 * @see `@smithy/core` 3.41.0, service-error-classification/constants.js, for the names that the SDK takes for throttles
 */
const NAMES: Readonly<Record<SourceErrorCode, readonly string[]>> = {
  AccessDeniedException: [
    "AccessDeniedException",
    "AccessDenied",
    "NotAuthorized",
    "OptInRequired",
    "UnauthorizedException",
  ],
  InvalidRequestException: [
    "InvalidRequestException",
    "ValidationException",
    "ValidationError",
    "InvalidParameterException",
    "BadRequestException",
    "SerializationException",
    // These tell of the operation, never of the resource, in spite of their HTTP status 404.
    "UnknownOperationException",
    "UnknownOperation",
    "UnsupportedOperation",
    "UnsupportedOperationException",
    "InvalidAction",
  ],
  InternalServiceException: [
    "InternalServiceException",
    "InternalServerException",
    "InternalServerError",
    "InternalFailure",
    "ServiceUnavailable",
    "ServiceUnavailableException",
    // STS could not reach the identity provider, and says to try again, with HTTP status 400.
    "IDPCommunicationError",
    "IDPCommunicationErrorException",
  ],
  ResourceNotFoundException: ["ResourceNotFoundException"],
  ThrottlingException: [
    "ThrottlingException",
    "Throttling",
    "ThrottledException",
    "TooManyRequestsException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "BandwidthLimitExceeded",
    "SlowDown",
  ],
  CredentialsUnavailable: [
    "ExpiredToken",
    "ExpiredTokenException",
    "IncompleteSignature",
    "IncompleteSignatureException",
    "InvalidAccessKeyId",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "InvalidToken",
    "MissingAuthenticationToken",
    "MissingAuthenticationTokenException",
    "RequestExpired",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
  ],
  SourceUnreachable: [],
  SourceTimeout: ["RequestTimeout", "RequestTimeoutException"],
  ForeignAnswer: [],
  UnexpectedAnswer: [],
  Aborted: [],
};

const CODE_OF_NAME: ReadonlyMap<string, SourceErrorCode> = new Map(
  Object.entries(NAMES).flatMap(([code, names]) => names.map((name) => [name, code as SourceErrorCode] as const)),
);

/**
 * What an error that a service answered means, by its name and else by its HTTP status; undefined where the error is no
 * answer at all. A 404 without a name is not taken for a missing resource: a proxy or a wrong endpoint says the same.
 */
export function codeOfAwsError(error: unknown): SourceErrorCode | undefined {
  const { name, $metadata } = (error ?? {}) as { name?: unknown; $metadata?: { httpStatusCode?: unknown } };
  const status = $metadata?.httpStatusCode;
  if (typeof status !== "number") return undefined;
  const code = typeof name === "string" ? CODE_OF_NAME.get(name) : undefined;
  if (code !== undefined) return code;
  if (status === 429) return "ThrottlingException";
  if (status === 401) return "CredentialsUnavailable";
  if (status === 403 || status === 407) return "AccessDeniedException";
  if (status === 404) return awsErrorName(error) === undefined ? "UnexpectedAnswer" : "ResourceNotFoundException";
  if (status === 408) return "SourceTimeout";
  if (status >= 500) return "InternalServiceException";
  return status >= 400 ? "InvalidRequestException" : "UnexpectedAnswer";
}

/** What the SDK calls an error whose answer told no name. */
const MADE_UP = new Set<unknown>(["", "Error", "SyntaxError", "Unknown", "UnknownError", undefined]);

/** The name that the service gave the error; undefined where it gave none. */
export function awsErrorName(error: unknown): string | undefined {
  const name = (error as { name?: unknown } | null)?.name;
  return typeof name !== "string" || MADE_UP.has(name) ? undefined : name;
}
