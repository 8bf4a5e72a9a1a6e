import type { SdkClient } from "./sdk-client.ts";

/** The part of the SDK's HTTP handler that is used here; all of it is public. */
interface HttpHandler {
  handle(request: object, options: { readonly abortSignal: AbortSignal }): Promise<unknown>;
  httpHandlerConfigs(): { readonly httpAgent?: Agent; readonly httpsAgent?: Agent };
}
interface Agent {
  maxSockets: number;
}

/**
 * Bounds the connections of the handler that the SDK has made by itself. Agents of ours in the client's configuration
 * would make the SDK leave out what AWS_DEFAULTS_MODE says, and agents that are handed in later leave its plain http
 * half unmade (`@smithy/node-http-handler` 4.14.2, read 2026-11). So its own agents are made to appear, by a request
 * that is aborted before it begins, and are then told.
 *
 * @throws {Error} what the SDK found wrong with the environment; a call would have failed with the same.
 */
export async function limitSockets(client: SdkClient, maxSockets: number): Promise<void> {
  const handler = client.config.requestHandler as HttpHandler;
  const nothing = handler.handle({ protocol: "http:", headers: {} }, { abortSignal: AbortSignal.abort() });
  await nothing.catch((error: unknown) => {
    if ((error as Error | null)?.name !== "AbortError") throw error;
  });
  const { httpAgent, httpsAgent } = handler.httpHandlerConfigs();
  if (httpAgent === undefined || httpsAgent === undefined) throw new Error("the SDK's HTTP handler shows no agents");
  httpAgent.maxSockets = maxSockets;
  httpsAgent.maxSockets = maxSockets;
}
