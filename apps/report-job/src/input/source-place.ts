import type { ScopeConfig } from "../config/config-schema.ts";

/** What the AWS SDK reads where a scope says nothing. */
const VARIABLES = [
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
  "AWS_PROFILE",
  "AWS_ENDPOINT_URL",
  "AWS_ENDPOINT_URL_CONNECT",
  "AWS_ENDPOINT_URL_CONNECTCASES",
] as const;

/**
 * Where a scope's answers come from, as a text that is the same for the same place: a run never goes on with what it
 * learned elsewhere.
 *
 * @param contents what the endpoint serves, where that says more than its address.
 */
export function sourcePlace(
  scope: ScopeConfig,
  environment: Readonly<Record<string, string | undefined>>,
  contents?: string,
): string {
  const { region, instanceId, domainIds, profile, assumeRole, endpoint } = scope;
  const around = VARIABLES.map((name) => environment[name] ?? null);
  return JSON.stringify([contents ?? endpoint, region, instanceId, domainIds, profile, assumeRole, around]);
}
