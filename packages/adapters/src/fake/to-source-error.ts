import { SourceError, type SourceErrorCode } from "@attached-files/core";
import type { FakeError, FakeErrorName } from "./operations/fake-error.ts";

const CODES: Readonly<Record<FakeErrorName, SourceErrorCode>> = {
  AccessDeniedException: "AccessDeniedException",
  InvalidRequestException: "InvalidRequestException",
  InternalServiceException: "InternalServiceException",
  ResourceNotFoundException: "ResourceNotFoundException",
  ThrottlingException: "ThrottlingException",
  ResourceConflictException: "InvalidRequestException",
  ServiceQuotaExceededException: "InvalidRequestException",
  InvalidParameterException: "InvalidRequestException",
  ConflictException: "InvalidRequestException",
  ValidationException: "InvalidRequestException",
  InternalServerException: "InternalServiceException",
  SerializationException: "InvalidRequestException",
  UnknownOperationException: "InvalidRequestException",
  RequestEntityTooLargeException: "InvalidRequestException",
  UnsupportedMediaTypeException: "InvalidRequestException",
  MissingAuthenticationTokenException: "CredentialsUnavailable",
  IncompleteSignatureException: "CredentialsUnavailable",
  UnrecognizedClientException: "CredentialsUnavailable",
  InvalidSignatureException: "CredentialsUnavailable",
  ExpiredTokenException: "CredentialsUnavailable",
};

export const FAKE_ERROR_NAMES: readonly FakeErrorName[] = Object.keys(CODES) as FakeErrorName[];

/** The fake's error as the port's users meet it. */
export function toSourceError(error: FakeError, operation: string): SourceError {
  const reason = (error.members.Reason as { AttachedFileInvalidRequestExceptionReason?: unknown } | undefined)
    ?.AttachedFileInvalidRequestExceptionReason;
  const code = CODES[error.name];
  return new SourceError(code, error.message, {
    cause: error,
    operation,
    ...(error.name === code ? {} : { awsErrorName: error.name }),
    ...(typeof reason === "string" ? { reason } : {}),
    ...(error.retryAfterSeconds === undefined ? {} : { retryAfterMs: error.retryAfterSeconds * 1000 }),
  });
}
