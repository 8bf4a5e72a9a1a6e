import { awsErrorName } from "./aws-error-codes.ts";
import { excerpt } from "./redact.ts";

const LONGEST_TYPE = 60;

/** The parts of an SDK error that tell who answered. */
interface AnsweredError {
  readonly $metadata?: { readonly httpStatusCode?: unknown };
  readonly $response?: { readonly headers?: Readonly<Record<string, string | undefined>> };
}

/**
 * Tells that somebody on the way answered in the service's place: no error of AWS is named, and the content is none of AWS's
 * kinds. The text names the status and the type of the content, and nothing of the content itself.
 *
 * @param isNoJson whether the body was read and is no JSON object; where nobody looked, only HTML is taken for a stranger's,
 *   because S3 and STS answer XML, and some servers that speak their languages have types of their own.
 * @returns undefined where AWS may have answered.
 */
export function foreignAnswerOf(error: unknown, isNoJson: boolean): string | undefined {
  const { $metadata, $response } = (error ?? {}) as AnsweredError;
  const status = $metadata?.httpStatusCode;
  // A success that cannot be read is another matter: it may be a part of an answer.
  if (typeof status !== "number" || status < 300) return undefined;
  if (awsErrorName(error) !== undefined || $response?.headers?.["x-amzn-errortype"] !== undefined) return undefined;
  const type = $response?.headers?.["content-type"];
  if (type !== undefined && /^application\/(json|x-amz-json-)/i.test(type)) return undefined;
  if (!isNoJson && !/^text\/html\b/i.test(type ?? "")) return undefined;
  const content = type === undefined ? "content of no type" : `content of type ${shown(type)}`;
  return `HTTP ${status} with ${content}: probably a proxy or load balancer answered, not AWS`;
}

/** A stranger's text in a few characters. */
function shown(type: string): string {
  return type.length > LONGEST_TYPE ? `${excerpt(type.slice(0, LONGEST_TYPE))}…` : excerpt(type);
}
