import type { ScopeConfig } from "../config/config-schema.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where a scope's answers come from, as a text that is the same for the same place: a run never goes on with what it
 * learned elsewhere. What the environment says counts only where the scope says nothing: whoever starts a job by hand may have
 * another Region in his shell than the one that starts it every morning.
 *
 * @param contents what the endpoint serves, where that says more than its address.
 */
export function sourcePlace(scope: ScopeConfig, environment: Environment, contents?: string): string {
  const { instanceId, domainIds, assumeRole } = scope;
  const { endpoints, region, profile } = reached(scope, environment);
  return JSON.stringify([contents ?? endpoints, region, instanceId, domainIds, profile, assumeRole]);
}

/**
 * The same place as people are told it: `endpoint http://127.0.0.1:4010, Region eu-central-1, instance i-1`. What follows
 * the host of an endpoint, and an external id, may be secrets, and are left out. Domains are last: there may be many of them.
 */
export function placeText(scope: ScopeConfig, environment: Environment, contents?: string): string {
  const { instanceId, domainIds, assumeRole } = scope;
  const { endpoints, region, profile } = reached(scope, environment);
  const [connect, cases] = endpoints.map((endpoint) => endpoint && hostOf(endpoint));
  const parts = [
    contents ?? (connect === undefined ? "AWS" : `endpoint ${connect}`),
    contents === undefined && cases !== connect && `Cases at ${cases ?? "AWS"}`,
    `Region ${region ?? "not given"}`,
    instanceId !== undefined && `instance ${instanceId}`,
    profile !== undefined && `profile ${profile}`,
    assumeRole !== undefined && `role ${assumeRole.roleArn}`,
    domainIds !== undefined && `domainIds ${domainIds.join(" ")}`,
  ];
  return parts.filter((part) => part !== false).join(", ");
}

function reached(scope: ScopeConfig, environment: Environment) {
  // The AWS SDK takes an empty variable for none.
  const around = (...names: readonly string[]) => names.map((name) => environment[name]).find(Boolean);
  const endpointOf = (service: string) => scope.endpoint ?? around(`AWS_ENDPOINT_URL_${service}`, "AWS_ENDPOINT_URL");
  return {
    endpoints: [endpointOf("CONNECT"), endpointOf("CONNECTCASES")],
    region: scope.region ?? around("AWS_REGION", "AWS_DEFAULT_REGION"),
    profile: scope.profile ?? around("AWS_PROFILE"),
  };
}

/** `https://proxy:8443` of whatever endpoint. */
function hostOf(endpoint: string): string {
  if (!URL.canParse(endpoint)) return "that is no URL";
  const { protocol, host } = new URL(endpoint);
  return `${protocol}//${host}`;
}
