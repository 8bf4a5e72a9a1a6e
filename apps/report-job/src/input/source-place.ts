import type { ScopeConfig } from "../config/config-schema.ts";

/**
 * Where a scope's answers come from, as a text that is the same for the same place: a run never goes on with what it
 * learned elsewhere. What the environment says counts only where the scope says nothing: whoever starts a job by hand may have
 * another Region in his shell than the one that starts it every morning.
 *
 * @param contents what the endpoint serves, where that says more than its address.
 */
export function sourcePlace(
  scope: ScopeConfig,
  environment: Readonly<Record<string, string | undefined>>,
  contents?: string,
): string {
  const { instanceId, domainIds, assumeRole, endpoint } = scope;
  // The AWS SDK takes an empty variable for none.
  const around = (...names: readonly string[]) => names.map((name) => environment[name]).find(Boolean);
  const endpointOf = (service: string) => endpoint ?? around(`AWS_ENDPOINT_URL_${service}`, "AWS_ENDPOINT_URL");
  const region = scope.region ?? around("AWS_REGION", "AWS_DEFAULT_REGION");
  const profile = scope.profile ?? around("AWS_PROFILE");
  const answering = contents ?? [endpointOf("CONNECT"), endpointOf("CONNECTCASES")];
  return JSON.stringify([answering, region, instanceId, domainIds, profile, assumeRole]);
}
