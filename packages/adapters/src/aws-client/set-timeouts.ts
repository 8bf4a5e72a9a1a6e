import type { SdkClient } from "./sdk-client.ts";

/**
 * Sets the timeouts on the handler that the SDK has made by itself, so that what AWS_DEFAULTS_MODE says of the rest
 * stays. Without the second setting the SDK would only warn of an attempt that takes too long.
 */
export function setTimeouts(
  client: Pick<SdkClient, "config">,
  requestTimeoutMs: number,
  connectTimeoutMs: number | undefined,
): void {
  const handler = client.config.requestHandler as { updateHttpClientConfig(key: string, value: unknown): void };
  handler.updateHttpClientConfig("requestTimeout", requestTimeoutMs);
  handler.updateHttpClientConfig("throwOnRequestTimeout", true);
  if (connectTimeoutMs !== undefined) handler.updateHttpClientConfig("connectionTimeout", connectTimeoutMs);
}
