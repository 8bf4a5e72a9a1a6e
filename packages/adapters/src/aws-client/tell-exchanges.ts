import type { AwsClientOptions } from "./aws-client-options.ts";
import { codeOfNetworkError, messageOf } from "./network-error-codes.ts";
import { redact } from "./redact.ts";
import type { SdkClient } from "./sdk-client.ts";

interface Sending {
  handle(
    request: { readonly hostname: string; readonly port?: number },
    options?: { readonly abortSignal?: AbortSignal },
  ): Promise<unknown>;
}

/**
 * Tells of every request that a client sends. It stands at the client's HTTP handler, which is the way of all attempts: those of the
 * SDK's middleware, and those that are made without it.
 */
export function tellExchanges(client: SdkClient, onExchange: NonNullable<AwsClientOptions["onExchange"]>): void {
  const handler = client.config.requestHandler as Sending;
  const handle = handler.handle.bind(handler);
  handler.handle = async (request, options) => {
    const isEnded = (): boolean => options?.abortSignal?.aborted === true;
    // Nothing is sent then: so the agents are made to appear.
    if (isEnded()) return await handle(request, options);
    const { hostname, port } = request;
    const host = port === undefined ? hostname : `${hostname}:${port}`;
    onExchange({ host, kind: "begun" });
    let answer: unknown;
    try {
      answer = await handle(request, options);
    } catch (error) {
      if (!isEnded()) {
        const errorCode = codeOfNetworkError(error) ?? "SourceUnreachable";
        onExchange({ host, kind: "unanswered", errorCode, message: redact(messageOf(error)) });
      }
      throw error;
    }
    onExchange({ host, kind: "answered" });
    return answer;
  };
}
