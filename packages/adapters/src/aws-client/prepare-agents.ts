import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Middleware, SdkClient } from "./sdk-client.ts";

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

/**
 * The environment, where Node was told to heed proxies, in one of its three ways; Node itself does so for its global agents alone.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/http.html#built-in-proxy-support (read 2026-11)
 */
export function proxyEnvironment({
  env,
  execArgv,
}: Pick<NodeJS.Process, "env" | "execArgv">): NodeJS.ProcessEnv | undefined {
  const options = [...execArgv, ...(env.NODE_OPTIONS ?? "").split(/\s+/)];
  return env.NODE_USE_ENV_PROXY === "1" || options.includes("--use-env-proxy") ? env : undefined;
}

/** Leads a client's calls through the proxy that the environment names, where there is one. For clients that nothing else is done to. */
export function heedProxies(client: SdkClient): void {
  const proxyEnv = proxyEnvironment(process);
  if (proxyEnv === undefined) return;
  let prepared: Promise<void> | undefined;
  const prepare: Middleware = (next) => async (args) => {
    prepared ??= prepareAgents(client, { proxyEnv });
    await prepared;
    return next(args);
  };
  client.middlewareStack.add(prepare as never, { step: "initialize", name: "attachedFilesProxies" } as never);
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
