import { SourceError } from "@attached-files/core";
import { expect, test } from "vitest";
import { toSourceError } from "./to-source-error.ts";

const operation = "BatchGetAttachedFileMetadata";

/** An error as the SDK throws it for an answer. */
function answered(name: string, status: number, more: object = {}): Error {
  const { message = "text of the service", ...others } = more as { message?: string };
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status, requestId: "req-1" } }, others);
}
function network(code: string, name = "Error"): Error {
  return Object.assign(new Error(`connect ${code}`), { code, name });
}

test.each([
  ["AccessDeniedException", 403, "AccessDeniedException", undefined],
  ["InvalidRequestException", 400, "InvalidRequestException", undefined],
  ["InternalServiceException", 500, "InternalServiceException", undefined],
  ["ResourceNotFoundException", 404, "ResourceNotFoundException", undefined],
  ["ThrottlingException", 429, "ThrottlingException", undefined],
  ["ValidationException", 400, "InvalidRequestException", "ValidationException"],
  ["InternalServerException", 500, "InternalServiceException", "InternalServerException"],
  ["ServiceUnavailable", 503, "InternalServiceException", "ServiceUnavailable"],
  ["TooManyRequestsException", 429, "ThrottlingException", "TooManyRequestsException"],
  ["RequestLimitExceeded", 400, "ThrottlingException", "RequestLimitExceeded"],
  ["ExpiredTokenException", 403, "CredentialsUnavailable", "ExpiredTokenException"],
  ["UnrecognizedClientException", 403, "CredentialsUnavailable", "UnrecognizedClientException"],
  ["InvalidSignatureException", 403, "CredentialsUnavailable", "InvalidSignatureException"],
  ["MissingAuthenticationToken", 403, "CredentialsUnavailable", "MissingAuthenticationToken"],
  ["UnknownOperationException", 404, "InvalidRequestException", "UnknownOperationException"],
  ["BrandNewException", 400, "InvalidRequestException", "BrandNewException"],
  ["BrandNewException", 401, "CredentialsUnavailable", "BrandNewException"],
  ["BrandNewException", 403, "AccessDeniedException", "BrandNewException"],
  ["BrandNewException", 404, "ResourceNotFoundException", "BrandNewException"],
  ["BrandNewException", 408, "SourceTimeout", "BrandNewException"],
  ["BrandNewException", 429, "ThrottlingException", "BrandNewException"],
  ["BrandNewException", 529, "InternalServiceException", "BrandNewException"],
  ["Unknown", 301, "UnexpectedAnswer", undefined],
  ["Unknown", 403, "AccessDeniedException", undefined],
  ["Unknown", 404, "UnexpectedAnswer", undefined],
  ["Unknown", 502, "InternalServiceException", undefined],
])("an answered %s with HTTP %i is %s", (name, status, code, awsErrorName) => {
  const cause = answered(name, status);
  const error = toSourceError(cause, { operation });
  expect(error).toBeInstanceOf(SourceError);
  expect(error).toMatchObject({ code, awsErrorName, requestId: "req-1", operation, message: "text of the service" });
  expect(error.cause).toBe(cause);
});

test.each([
  ["ENOTFOUND", "SourceUnreachable"],
  ["EAI_AGAIN", "SourceUnreachable"],
  ["ECONNREFUSED", "SourceUnreachable"],
  ["EPIPE", "SourceUnreachable"],
  ["CERT_HAS_EXPIRED", "SourceUnreachable"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "SourceUnreachable"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "SourceUnreachable"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "SourceUnreachable"],
  ["ETIMEDOUT", "SourceTimeout"],
  ["HPE_INVALID_CONSTANT", "UnexpectedAnswer"],
])("a failure of the network, %s, is %s", (code, expected) => {
  const error = toSourceError(network(code), { operation });
  expect(error).toMatchObject({ code: expected, awsErrorName: undefined });
  expect(error.message).toBe(`${operation} got no answer: connect ${code}`);
});

test("a reset connection is no timeout, though the SDK names it so", () => {
  expect(toSourceError(network("ECONNRESET", "TimeoutError"), { operation }).code).toBe("SourceUnreachable");
  expect(toSourceError(Object.assign(new Error("slow"), { name: "TimeoutError" }), { operation }).code).toBe(
    "SourceTimeout",
  );
});

test("tells what went wrong with each address of a host", () => {
  const refused = Object.assign(new AggregateError([network("::1"), network("127.0.0.1")]), { code: "ECONNREFUSED" });
  expect(toSourceError(refused, { operation }).message).toContain("connect ::1; connect 127.0.0.1");
});

test("an abort is Aborted, whatever it was thrown as", () => {
  expect(toSourceError(Object.assign(new Error(), { name: "AbortError" }), { operation }).code).toBe("Aborted");
  expect(toSourceError(network("ECONNRESET"), { operation, aborted: true }).code).toBe("Aborted");
});

test.each([
  ["STS has trouble", answered("InternalFailure", 500), "InternalServiceException", true],
  ["STS is overloaded, behind a load balancer", answered("Unknown", 503), "InternalServiceException", true],
  ["STS throttles", answered("Throttling", 400), "ThrottlingException", true],
  [
    "STS cannot reach the identity provider",
    answered("IDPCommunicationErrorException", 400),
    "InternalServiceException",
    true,
  ],
  ["single sign-on throttles", answered("TooManyRequestsException", 429), "ThrottlingException", true],
  ["STS answers too late", answered("RequestTimeout", 408), "SourceTimeout", true],
  ["a metadata service cannot be reached", network("ECONNREFUSED"), "SourceUnreachable", true],
  ["a metadata service is silent", Object.assign(new Error("slow"), { name: "TimeoutError" }), "SourceTimeout", true],
  ["STS refuses", answered("AccessDenied", 403), "CredentialsUnavailable", false],
  ["STS does not know the token", answered("ExpiredTokenException", 400), "CredentialsUnavailable", false],
  ["STS says that a parameter is wrong", answered("ValidationError", 400), "CredentialsUnavailable", false],
  [
    "there are no credentials",
    new Error("Could not load credentials from any providers"),
    "CredentialsUnavailable",
    false,
  ],
])("before anything is sent, %s", (_what, cause, code, retryable) => {
  expect(toSourceError(cause, { operation, sent: false })).toMatchObject({ code, retryable, cause });
});

test("what fails before anything is sent is about credentials, even if it is an answer of STS", () => {
  const denied = answered("AccessDenied", 403, { message: "not authorized to perform: sts:AssumeRole" });
  const error = toSourceError(denied, { operation, sent: false });
  expect(error.code).toBe("CredentialsUnavailable");
  expect(error.message).toContain("sts:AssumeRole");
});

test("an endpoint that is no URL is not taken for missing credentials", () => {
  const invalid = Object.assign(new TypeError("Invalid URL"), { code: "ERR_INVALID_URL" });
  expect(toSourceError(invalid, { operation, sent: false }).code).toBe("SourceUnreachable");
});

test.each([
  [{ AttachedFileInvalidRequestExceptionReason: "INVALID_FILE_NAME" }, "INVALID_FILE_NAME"],
  [{ AttachedFileInvalidRequestExceptionReason: "TOO_ODD" }, "TOO_ODD"],
  [{ $unknown: ["OtherReason", "NEW"] }, "NEW"],
  [{ $unknown: ["OtherReason", { deep: true }] }, "OtherReason"],
  [{}, undefined],
  [undefined, undefined],
])("keeps the reason of %j", (Reason, reason) => {
  expect(toSourceError(answered("InvalidRequestException", 400, { Reason }), { operation }).reason).toBe(reason);
});

test("keeps how long the service asked to wait", () => {
  const error = answered("ThrottlingException", 429, { $response: { headers: { "retry-after": "3" } } });
  expect(toSourceError(error, { operation }).retryAfterMs).toBe(3000);
});

test("lets no secret through, neither in the message nor in the cause", () => {
  const message = "no match. The Canonical String for this request should have been 'x-amz-security-token:TOPSECRET'";
  const error = toSourceError(answered("InvalidSignatureException", 403, { message }), { operation });
  expect(error.message).toMatch(/^no match\./);
  const cause = error.cause as Error;
  expect([error.message, error.stack, cause.message, cause.stack, JSON.stringify(error)].join()).not.toContain(
    "TOPSECRET",
  );
  expect(cause.name).toBe("InvalidSignatureException");
});

test("an aborted call is Aborted, even where the reason for the abort is an error of ours", () => {
  const reason = new SourceError("ThrottlingException", "enough");
  expect(toSourceError(reason, { operation, aborted: true })).toMatchObject({ code: "Aborted", cause: reason });
  const aborted = new SourceError("Aborted", "by the time box");
  expect(toSourceError(aborted, { operation, aborted: true })).toBe(aborted);
});

test("passes our own errors on as they are", () => {
  const own = new SourceError("Aborted", "the pacer was told to stop");
  expect(toSourceError(own, { operation })).toBe(own);
});

test("takes what nobody knows for an unexpected answer", () => {
  expect(toSourceError("odd", { operation })).toMatchObject({ code: "UnexpectedAnswer", cause: "odd" });
});
