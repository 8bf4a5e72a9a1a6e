import type { WireObject } from "../connect-state/wire.ts";

export type Service = "connect" | "cases";

/**
 * The modelled errors of the operations served here, and AWS's own for requests that reach no operation.
 *
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/CommonErrors.html (read 2026-11)
 */
const STATUS = {
  AccessDeniedException: 403,
  InvalidRequestException: 400,
  InternalServiceException: 500,
  ResourceNotFoundException: 404,
  ThrottlingException: 429,
  ResourceConflictException: 409,
  ServiceQuotaExceededException: 402,
  InvalidParameterException: 400,
  ConflictException: 409,
  ValidationException: 400,
  InternalServerException: 500,
  SerializationException: 400,
  UnknownOperationException: 404,
  RequestEntityTooLargeException: 413,
  UnsupportedMediaTypeException: 415,
  MissingAuthenticationTokenException: 403,
  IncompleteSignatureException: 403,
  UnrecognizedClientException: 403,
  InvalidSignatureException: 403,
  ExpiredTokenException: 403,
} as const;

/** Every error that the fake knows, by AWS's name. */
export type FakeErrorName = keyof typeof STATUS;

/** What an error tells besides its name and text. */
export interface FakeErrorDetails {
  /** More members of the body, as `Reason` or `resourceId`. */
  readonly members?: WireObject;
  readonly retryAfterSeconds?: number;
}

/** An error as AWS would send it. */
export class FakeError extends Error {
  override readonly name: FakeErrorName;
  readonly status: number;
  readonly members: WireObject;
  readonly retryAfterSeconds: number | undefined;

  constructor(name: FakeErrorName, message: string, details: FakeErrorDetails = {}) {
    super(message);
    this.name = name;
    this.status = STATUS[name];
    this.members = details.members ?? {};
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}
