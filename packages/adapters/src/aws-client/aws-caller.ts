import { SourceError } from "@attached-files/core";
import { type AwsClientOptions, DEFAULT_REQUEST_TIMEOUT_MS } from "./aws-client-options.ts";
import { type DirectAttempts, type DirectRequest, directAttempts } from "./direct-attempts.ts";
import { madeAttempts } from "./made-attempts.ts";
import { ofThePacer, PacerFailure, paceAttempts } from "./pace-attempts.ts";
import { prepareAgents, proxyEnvironment } from "./prepare-agents.ts";
import { keepRawAnswers, toObject } from "./raw-answers.ts";
import type { HttpAnswer, SdkClient, SdkCommand } from "./sdk-client.ts";
import { setTimeouts } from "./set-timeouts.ts";
import { tellExchanges } from "./tell-exchanges.ts";
import { toSourceError } from "./to-source-error.ts";

/** Calls operations and gives their answers as JSON. */
export interface AwsCaller<Command extends SdkCommand> {
  /**
   * Sends a command, with the SDK's retries.
   *
   * @param operation its name, for messages.
   * @param direct the same request, where its first attempt may be made without the SDK's middleware.
   * @throws {SourceError} whatever went wrong; Aborted within moments when the signal says so, or after `close`.
   * @throws what the pacer threw, as it is: a defect of the pacer is no trouble of the source.
   */
  call(
    operation: string,
    command: Command,
    signal?: AbortSignal,
    direct?: DirectRequest,
  ): Promise<Record<string, unknown>>;
  /** Ends the calls under way and all connections. */
  close(): void;
}

/** Takes an SDK client over: its answers, attempts, timeouts and end. The client is used as it is, and by nobody else. */
export function createAwsCaller<Command extends SdkCommand>(
  client: SdkClient,
  options: AwsClientOptions,
): AwsCaller<Command> {
  const requestTimeoutMs = options.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS;
  setTimeouts(client, requestTimeoutMs, options.connectTimeoutMs);
  const made = madeAttempts();
  const answers = keepRawAnswers(client, requestTimeoutMs, made);
  const { pacer, onExchange } = options;
  if (onExchange !== undefined) tellExchanges(client, onExchange);
  if (pacer !== undefined) paceAttempts(client, pacer, made);
  const direct = options.directCalls === false ? undefined : directAttempts(client);
  const underWay = new Set<AbortController>();
  let closed = false;
  let prepared: Promise<void> | undefined;

  async function send(command: Command, signal: AbortSignal): Promise<unknown> {
    const proxyEnv = proxyEnvironment(process);
    prepared ??= prepareAgents(client, { maxSockets: options.maxSockets, proxyEnv });
    await prepared;
    return client.send(command as never, { abortSignal: signal } as never);
  }

  /** The JSON of a success; undefined where the SDK has to go on from here. */
  async function sendDirectly(
    operation: string,
    { input }: Command,
    beginning: ReturnType<DirectAttempts["begin"]>,
    request: DirectRequest,
    signal: AbortSignal,
  ): Promise<Record<string, unknown> | undefined> {
    const begun = await orAborted(
      beginning.catch(() => undefined),
      signal,
    );
    if (begun === undefined) return undefined;
    if (pacer !== undefined) await ofThePacer(() => pacer.acquire(operation, signal, 1));
    const startedAt = performance.now();
    try {
      const { answer, succeeded } = await orAborted(begun(request, signal), signal);
      const bytes = await answers.bytesOf(answer, startedAt);
      const json = jsonIn(bytes, answer);
      if (json !== undefined) {
        succeeded();
        return json;
      }
      made.give(input, { answer, bytes });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      made.give(input, { error });
    }
    return undefined;
  }

  async function call(
    operation: string,
    command: Command,
    signal?: AbortSignal,
    request?: DirectRequest,
  ): Promise<Record<string, unknown>> {
    if (closed)
      throw new SourceError("Aborted", `${operation}: the source is closed, no call may follow`, { operation });
    if (signal?.aborted === true) throw toSourceError(signal.reason, { operation, aborted: true });
    const controller = new AbortController();
    const abort = (): void => controller.abort(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    underWay.add(controller);
    try {
      if (request !== undefined && direct?.areKnown() === true) {
        const json = await sendDirectly(operation, command, direct.begin(), request, controller.signal);
        if (json !== undefined) return json;
      }
      const json = answers.jsonOf(await orAborted(send(command, controller.signal), controller.signal));
      if (json === undefined)
        throw new SourceError("UnexpectedAnswer", `${operation}: an answer was lost`, { operation });
      return json;
    } catch (error) {
      const { aborted } = controller.signal;
      if (error instanceof PacerFailure && !aborted) throw error.thrown;
      throw toSourceError(error instanceof PacerFailure ? error.thrown : error, {
        operation,
        aborted,
        sent: answers.cameFromTheWire(error),
        foreignBody: answers.foreignBodyOf(error),
      });
    } finally {
      underWay.delete(controller);
      signal?.removeEventListener("abort", abort);
    }
  }

  function close(): void {
    closed = true;
    for (const controller of underWay) controller.abort(new Error("the source was closed"));
    client.destroy();
  }
  return { call, close };
}

/** The SDK does not look at the signal while it finds credentials; so nobody waits for it longer than the signal says. */
function orAborted<T>(sending: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    sending.then(resolve, reject);
  });
}

function jsonIn(bytes: Buffer, answer: HttpAnswer): Record<string, unknown> | undefined {
  if (answer.statusCode < 200 || answer.statusCode >= 300) return undefined;
  try {
    return toObject(bytes, answer);
  } catch {
    return undefined;
  }
}
