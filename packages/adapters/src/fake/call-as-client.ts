import { type Pacer, SourceError, type SourceErrorCode } from "@attached-files/core";
import type { WireObject } from "./connect-state/wire.ts";
import type { FakeService, ServedCall } from "./fake-service.ts";
import type { OperationInput } from "./operations/operation.ts";
import { toSourceError } from "./to-source-error.ts";

/** As many attempts as the AWS SDK makes by default; without its pauses, since there is nothing to wait for. */
const ATTEMPTS = 3;

/**
 * Statuses that the SDK tries again after when the answer has no name that it knows.
 *
 * @see `@smithy/core` 3.41.0, service-error-classification/constants.js (read 2026-11)
 */
const AGAIN: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** Who calls: where its calls go, and what they wait for. */
export interface PortClient {
  readonly service: FakeService;
  /** Asked before every attempt, and told of every throttle, as by the sources that ask AWS. */
  readonly pacer?: Pacer | undefined;
}

/**
 * Calls an operation as a client does, without a network: it tries again what may succeed, waits for late answers, and
 * meets resets and damaged bodies as the errors that they are to the port's users.
 *
 * @throws {SourceError} as the source that asks AWS would throw it.
 */
export async function callAsClient(
  { service, pacer }: PortClient,
  operation: string,
  input: Partial<OperationInput>,
  signal: AbortSignal | undefined,
): Promise<WireObject> {
  for (let attempt = 1; ; attempt += 1) {
    await pacer?.acquire(operation, signal, attempt);
    const outcome = await attemptOnce(service, operation, input, signal);
    if ("answer" in outcome) return outcome.answer;
    if (outcome.error.code === "ThrottlingException") pacer?.throttled(operation, outcome.error.retryAfterMs);
    if (attempt >= ATTEMPTS || !outcome.again) throw outcome.error;
  }
}

/** What one attempt came to; `again` is whether the SDK would make another one. */
type Outcome = { readonly answer: WireObject } | { readonly error: SourceError; readonly again: boolean };

async function attemptOnce(
  service: FakeService,
  operation: string,
  input: Partial<OperationInput>,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  throwIfAborted(operation, signal);
  const served = service.serveByName(operation, input);
  try {
    if (served.latencyMs > 0) await service.sleep(served.latencyMs, signal);
  } catch (error) {
    throwIfAborted(operation, signal);
    throw error;
  }
  throwIfAborted(operation, signal);
  return outcomeOf(served, operation);
}

function outcomeOf({ reply, reset, body }: ServedCall, operation: string): Outcome {
  const broken = (text: string): Outcome => ({
    error: new SourceError("SourceUnreachable", `${operation}: ${text}`, { operation }),
    again: true,
  });
  if (reply === undefined) return broken("the connection was reset before the answer");
  if (reset === "within-answer") return broken("the connection broke off within the answer");
  // An error's name travels in a header, which a damaged body leaves alone; a proxy or another status does not.
  const isNamed = body === undefined || (body.body !== "html" && body.status === undefined);
  if (isNamed && "error" in reply) {
    const error = toSourceError(reply.error, operation);
    return { error, again: error.retryable };
  }
  if (body === undefined && "answer" in reply) return reply;
  const status = body?.status ?? (body?.body === "html" ? 502 : 200);
  const isForeign = body?.body === "html" && !isSuccess(status);
  const text = isForeign
    ? `HTTP ${status} with content of type "text/html": probably a proxy or load balancer answered, not AWS`
    : `HTTP ${status} with a body that is not JSON`;
  const code = isForeign && status !== 429 ? "ForeignAnswer" : codeOfStatus(status);
  return {
    error: new SourceError(code, text, { operation }),
    again: AGAIN.has(status) || isSuccess(status),
  };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** What an answer means that tells no error's name. */
function codeOfStatus(status: number): SourceErrorCode {
  if (status === 401) return "CredentialsUnavailable";
  if (status === 403 || status === 407) return "AccessDeniedException";
  if (status === 408) return "SourceTimeout";
  if (status === 429) return "ThrottlingException";
  if (status >= 500) return "InternalServiceException";
  return status >= 400 && status !== 404 ? "InvalidRequestException" : "UnexpectedAnswer";
}

function throwIfAborted(operation: string, signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new SourceError("Aborted", `${operation} was aborted`, { operation });
}
