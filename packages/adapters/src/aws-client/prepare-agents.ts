import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { SdkClient } from "./sdk-client.ts";

/** The part of the SDK's HTTP handler that is used here; all of it is public. */
interface HttpHandler {
  handle(request: object, options: { readonly abortSignal: AbortSignal }): Promise<unknown>;
  httpHandlerConfigs(): { httpAgent?: HttpAgent; httpsAgent?: HttpsAgent };
}

export interface AgentOptions {
  /** Connections at a time. */
  readonly maxSockets?: number | undefined;
  /** Where to look for HTTP_PROXY, HTTPS_PROXY and NO_PROXY; undefined where no proxy is wanted. */
  readonly proxyEnv?: NodeJS.ProcessEnv | undefined;
}

/** The environment, where it tells Node to heed proxies; Node itself does so for its global agents alone. */
export function proxyEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv | undefined {
  return environment.NODE_USE_ENV_PROXY === "1" ? environment : undefined;
}

/**
 * Bounds the connections of the handler that the SDK has made by itself, and leads them through a proxy. Agents of ours in the
 * client's configuration would make the SDK leave out what AWS_DEFAULTS_MODE says, and agents that are handed in later leave its plain http
 * half unmade (`@smithy/node-http-handler` 4.14.2, read 2026-11). So its own agents are made to appear, by a request
 * that is aborted before it begins, and are then told, or others with their options put in their place.
 *
 * @throws {Error} what the SDK found wrong with the environment; a call would have failed with the same.
 */
export async function prepareAgents(client: SdkClient, { maxSockets, proxyEnv }: AgentOptions): Promise<void> {
  if (maxSockets === undefined && proxyEnv === undefined) return;
  const handler = client.config.requestHandler as HttpHandler;
  const nothing = handler.handle({ protocol: "http:", headers: {} }, { abortSignal: AbortSignal.abort() });
  await nothing.catch((error: unknown) => {
    if ((error as Error | null)?.name !== "AbortError") throw error;
  });
  const config = handler.httpHandlerConfigs();
  if (config.httpAgent === undefined || config.httpsAgent === undefined) {
    throw new Error("the SDK's HTTP handler shows no agents");
  }
  if (proxyEnv !== undefined) {
    // The SDK's own have no connection yet, and need not be ended.
    config.httpAgent = new HttpAgent({ ...optionsOf(config.httpAgent), proxyEnv });
    config.httpsAgent = new HttpsAgent({ ...optionsOf(config.httpsAgent), proxyEnv });
  }
  if (maxSockets === undefined) return;
  config.httpAgent.maxSockets = maxSockets;
  config.httpsAgent.maxSockets = maxSockets;
}

/** Documented for both kinds of agents, and typed for one. */
function optionsOf(agent: HttpAgent): object {
  return (agent as HttpAgent & { readonly options: object }).options;
}
