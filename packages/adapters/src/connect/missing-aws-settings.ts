import { ConnectClient } from "@aws-sdk/client-connect";
import type { AwsClientOptions } from "../aws-client/aws-client-options.ts";
import { checkAwsClientOptions } from "../aws-client/check-aws-client-options.ts";
import { redact } from "../aws-client/redact.ts";
import { toClientConfig } from "../aws-client/to-client-config.ts";

/** The SDK's own words for a profile that is in none of its files, or has nothing in it that gives credentials. */
const NO_PROFILE = /could not (load credentials from any providers|resolve credentials using profile)/i;

/**
 * Asks the SDK for what only it can find (in options, environment and shared files) before the first call is made.
 *
 * @param profileIsNamed whether somebody named a profile, so that no credentials mean a wrong name.
 * @returns what is missing or cannot be used, in sentences; empty where the calls can be made. Trouble that may pass by
 *   itself, as of a metadata service, is none.
 */
export async function missingAwsSettings(
  options: AwsClientOptions,
  { profileIsNamed }: { readonly profileIsNamed: boolean },
): Promise<readonly string[]> {
  checkAwsClientOptions("missingAwsSettings", options);
  const client = new ConnectClient(toClientConfig(options));
  try {
    const region = await client.config.region().then(
      () => [],
      (error: unknown) => [`No AWS Region: ${messageOf(error)}`],
    );
    if (!profileIsNamed) return region;
    const profile = await client.config.credentials().then(
      () => [],
      (error: unknown) =>
        NO_PROFILE.test(messageOf(error)) ? [`No credentials by the profile: ${messageOf(error)}`] : [],
    );
    return [...region, ...profile];
  } finally {
    client.destroy();
  }
}

function messageOf(error: unknown): string {
  return redact(error instanceof Error ? error.message : String(error));
}
