import type { SourceError } from "@attached-files/core";
import { DEFAULT_REQUEST_TIMEOUT_MS } from "../aws-client/aws-client-options.ts";
import { codeOfNetworkError } from "../aws-client/network-error-codes.ts";
import { heedProxies } from "../aws-client/prepare-agents.ts";
import type { HttpAnswer, HttpRequest, Middleware, SdkClient } from "../aws-client/sdk-client.ts";
import { setTimeouts } from "../aws-client/set-timeouts.ts";
import { toSourceError } from "../aws-client/to-source-error.ts";

/** What a single harmless call showed, whatever came of it. */
export interface Probe<T> {
  /** What the service answered; undefined where it refused, or nobody answered. */
  readonly value?: T;
  /** Why there is no value. */
  readonly error?: SourceError;
  /** Whom the call was sent to, as https://connect.eu-central-1.amazonaws.com; undefined where it was not sent. */
  readonly origin?: string;
  /**
   * How far this machine's clock is ahead of the service's, in milliseconds, by the `Date` of its answer, which is told
   * in whole seconds; undefined where nobody told the time.
   */
  readonly clockAheadMs?: number;
}

/** Makes single calls of a client, and sees to whom they go and what time it is there. */
export function prober(client: SdkClient, requestTimeoutMs: number = DEFAULT_REQUEST_TIMEOUT_MS) {
  heedProxies(client);
  setTimeouts(client, requestTimeoutMs, undefined);
  let seen: Pick<Probe<unknown>, "origin" | "clockAheadMs"> = {};
  const watch: Middleware = (next) => async (args) => {
    const { protocol, hostname, port } = (args as { request: HttpRequest }).request;
    const origin = `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}`;
    seen = { origin };
    const sentAt = Date.now();
    const result = await next(args);
    seen = { origin, ...clockOf(result.response as HttpAnswer | undefined, (sentAt + Date.now()) / 2) };
    return result;
  };
  // Innermost: an answer that the SDK throws as an error has passed here as an answer.
  client.middlewareStack.add(
    watch as never,
    { step: "deserialize", priority: "low", name: "attachedFilesProbe" } as never,
  );
  return async function probe<T>(operation: string, command: object, signal: AbortSignal): Promise<Probe<T>> {
    seen = {};
    try {
      const value = (await client.send(command as never, { abortSignal: signal } as never)) as T;
      return { value, ...seen };
    } catch (error) {
      const status = (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata?.httpStatusCode;
      const sent = status !== undefined || codeOfNetworkError(error) !== undefined;
      return { error: toSourceError(error, { operation, aborted: signal.aborted, sent }), ...seen };
    }
  };
}

function clockOf(answer: HttpAnswer | undefined, atMs: number): { clockAheadMs?: number } {
  const told = Date.parse(answer?.headers.date ?? "");
  // A whole second stands for any moment in it.
  return Number.isNaN(told) ? {} : { clockAheadMs: Math.round(atMs - (told + 500)) };
}
