import { assumedRole } from "./assumed-role.ts";
import type { AwsClientOptions, AwsCredentials } from "./aws-client-options.ts";
import { SDK_LOGGER, type SdkLogger } from "./sdk-logger.ts";
import { VERSION } from "./version.ts";

/** The part of the SDK's client configuration that is ever set. Every member is absent unless it was asked for. */
export interface ClientConfig {
  customUserAgent: [string, string][];
  logger: SdkLogger;
  region?: string;
  endpoint?: string;
  profile?: string;
  credentials?: AwsCredentials | ((properties?: object) => Promise<AwsCredentials>);
  maxAttempts?: number;
  retryMode?: "standard" | "adaptive";
}

/**
 * Turns options into SDK client configuration. What is not given is not passed: a member that is present, even as
 * undefined or as a default of ours, would hide the environment and the shared files from the SDK.
 */
export function toClientConfig(options: AwsClientOptions): ClientConfig {
  const { region, endpoint, profile, credentials, assumeRole, maxAttempts, retryMode } = options;
  const config: ClientConfig = { customUserAgent: [["attached-files", VERSION]], logger: SDK_LOGGER };
  if (options.userAgent !== undefined) {
    const [name = "", version = ""] = options.userAgent.split("/");
    config.customUserAgent.push([name, version]);
  }
  if (region !== undefined) config.region = region;
  if (endpoint !== undefined) config.endpoint = endpoint;
  if (profile !== undefined) config.profile = profile;
  // A copy: the SDK writes on fixed credentials where they came from.
  if (credentials !== undefined)
    config.credentials = typeof credentials === "object" ? { ...credentials } : credentials;
  if (assumeRole !== undefined) config.credentials = assumedRole(assumeRole, options);
  if (maxAttempts !== undefined) config.maxAttempts = maxAttempts;
  if (retryMode !== undefined) config.retryMode = retryMode;
  return config;
}
