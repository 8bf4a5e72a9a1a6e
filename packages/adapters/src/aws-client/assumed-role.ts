import type { AssumeRole, AwsClientOptions, AwsCredentials } from "./aws-client-options.ts";

type Provider = (properties?: object) => Promise<AwsCredentials>;

/**
 * Provides the credentials of a role, taken on with the options' own credentials, else those of their profile, else the
 * SDK's chain. The package that does it is loaded when it is first needed: most scopes need no role.
 */
export function assumedRole(role: AssumeRole, options: Pick<AwsClientOptions, "credentials" | "profile">): Provider {
  let provider: Promise<Provider> | undefined;
  return async (properties) => {
    provider ??= load(role, options);
    // The SDK's properties carry the calling client's Region, so that the role is taken on in the same Region.
    return (await provider)(properties);
  };
}

async function load(
  role: AssumeRole,
  { credentials, profile }: Pick<AwsClientOptions, "credentials" | "profile">,
): Promise<Provider> {
  const { fromNodeProviderChain, fromTemporaryCredentials } = await import("@aws-sdk/credential-providers");
  const given = typeof credentials === "object" ? { ...credentials } : credentials;
  const base = given ?? (profile === undefined ? undefined : fromNodeProviderChain({ profile }));
  return fromTemporaryCredentials({
    ...(base === undefined ? {} : { masterCredentials: base }),
    params: {
      RoleArn: role.roleArn,
      RoleSessionName: role.sessionName ?? "attached-files",
      ...(role.externalId === undefined ? {} : { ExternalId: role.externalId }),
    },
  });
}
