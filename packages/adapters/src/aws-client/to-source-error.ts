import { isSourceError, SourceError, type SourceErrorCode, type SourceErrorDetails } from "@attached-files/core";
import { awsErrorName, codeOfAwsError } from "./aws-error-codes.ts";
import { foreignAnswerOf } from "./foreign-answer.ts";
import { codeOfNetworkError, messageOf } from "./network-error-codes.ts";
import { UnreadableAnswer } from "./raw-answers.ts";
import { readRetryAfterMs } from "./read-retry-after.ts";
import { redact } from "./redact.ts";

/** What the caller knows of the call beyond the error. */
export interface FailedCall {
  readonly operation: string;
  /** Whether the caller itself ended it. @default false */
  readonly aborted?: boolean;
  /** Whether the request had been sent; if not, it is trouble on the way to credentials, or for want of them. @default true */
  readonly sent?: boolean;
  /** Excerpt of an error's body that was no JSON. */
  readonly foreignBody?: string | undefined;
}

/** Turns whatever the SDK or the network threw into ours, with the original as its cause. No secret goes along. */
export function toSourceError(error: unknown, call: FailedCall): SourceError {
  const { operation } = call;
  // Whatever reason the caller gave for the abort, even another error of ours, is not what became of this call.
  if (isSourceError(error) && (call.aborted !== true || error.code === "Aborted")) return error;
  if (call.aborted === true || (error as Error | null)?.name === "AbortError") {
    return new SourceError("Aborted", `${operation} was aborted`, { operation, cause: error });
  }
  const foreign = foreignAnswerOf(error, call.foreignBody !== undefined);
  const code = codeOf(error, call.sent ?? true, foreign !== undefined);
  const original = messageOf(error);
  const message = redact(original);
  // An error that quotes a secret must not come along as the cause, because causes are logged too.
  const cause = message === original ? error : Object.assign(new Error(message), { name: (error as Error).name });
  const text = describe(code, message, foreign, error, call);
  return new SourceError(code, text, { ...detailsOf(error, code), operation, cause });
}

function codeOf(error: unknown, sent: boolean, isForeign: boolean): SourceErrorCode {
  if (error instanceof UnreadableAnswer) return "UnexpectedAnswer";
  // Whoever says that it is too much is heeded.
  if (isForeign && codeOfAwsError(error) !== "ThrottlingException") return "ForeignAnswer";
  if (sent) return codeOfAwsError(error) ?? codeOfNetworkError(error) ?? "UnexpectedAnswer";
  return codeOfTroubleBefore(error);
}

/** Trouble that passes by itself, whoever is in it of those that the SDK asks before it sends: STS, SSO, a metadata service. */
const PASSING: ReadonlySet<SourceErrorCode> = new Set([
  "InternalServiceException",
  "ThrottlingException",
  "SourceTimeout",
]);

/** Before the sending, the SDK finds the Region, the endpoint and the credentials, for which it may have to ask others. */
function codeOfTroubleBefore(error: unknown): SourceErrorCode {
  if ((error as Error | null)?.name === "EndpointError") return "SourceUnreachable";
  const onTheWay = codeOfNetworkError(error);
  if (onTheWay !== undefined) return onTheWay;
  const answered = codeOfAwsError(error);
  return answered !== undefined && PASSING.has(answered) ? answered : "CredentialsUnavailable";
}

function detailsOf(error: unknown, code: SourceErrorCode): SourceErrorDetails {
  const { $metadata, Reason } = (error ?? {}) as { $metadata?: { requestId?: unknown }; Reason?: unknown };
  // Without a status it is no answer, and its name is the SDK's or Node's.
  const answered = codeOfAwsError(error) !== undefined && !(error instanceof UnreadableAnswer);
  const name = answered ? awsErrorName(error) : undefined;
  const retryAfterMs = readRetryAfterMs(error);
  const reason = reasonOf(Reason);
  return {
    ...(typeof $metadata?.requestId === "string" ? { requestId: $metadata.requestId } : {}),
    ...(name === undefined || name === code ? {} : { awsErrorName: name }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** The one member of the union, whatever its name: an unknown one stands in `$unknown`, as [name, value]. */
function reasonOf(union: unknown): string | undefined {
  if (typeof union !== "object" || union === null) return undefined;
  const { $unknown, ...known } = union as Record<string, unknown>;
  const values = [...Object.values(known), ...(Array.isArray($unknown) ? [$unknown[1], $unknown[0]] : [])];
  return values.find((value): value is string => typeof value === "string");
}

function describe(
  code: SourceErrorCode,
  message: string,
  foreign: string | undefined,
  error: unknown,
  call: FailedCall,
): string {
  const status = (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata?.httpStatusCode;
  if (!(call.sent ?? true))
    return `${call.operation} could not be sent: ${foreign ?? `${message}${whatToDo(message)}`}`;
  if (status === undefined) return `${call.operation} got no answer: ${message}`;
  if (foreign !== undefined) return foreign;
  if (call.foreignBody !== undefined) return `HTTP ${status} with a body that is not JSON: ${call.foreignBody}`;
  if (message !== "UnknownError" && message !== "Unknown") return message;
  return `HTTP ${status}, ${awsErrorName(error) ?? code}, without a message`;
}

/** The SDK's words for a Region that is nowhere tell nobody where it looked. */
function whatToDo(message: string): string {
  return message === "Region is missing" ? ": pass region or set AWS_REGION" : "";
}
