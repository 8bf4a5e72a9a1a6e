import { describeIssue, show } from "@attached-files/core";
import type { ScopeConfig } from "./config-schema.ts";
import { endpoint, region } from "./setting-formats.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const ENDPOINTS = ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_CONNECT", "AWS_ENDPOINT_URL_CONNECTCASES"] as const;

/**
 * What is wrong with those variables of the AWS SDK that stand in for settings of a scope. The SDK would meet it at the
 * first call, and some of it would look like trouble of the service.
 */
export function awsEnvironmentProblems(
  scope: Pick<ScopeConfig, "endpoint" | "region">,
  environment: Environment,
): readonly string[] {
  const used: readonly (readonly [string, typeof endpoint | typeof region])[] = [
    ...(scope.region === undefined ? [["AWS_REGION", region] as const] : []),
    ...(scope.endpoint === undefined ? ENDPOINTS.map((name) => [name, endpoint] as const) : []),
  ];
  return used.flatMap(([name, format]) => {
    // The SDK takes an empty variable for one that is not set.
    const value = environment[name] || undefined;
    const parsed = format.safeParse(value ?? "");
    if (value === undefined || parsed.success) return [];
    const received = value.includes("@") ? "a URL with a password in it, or something like it" : show(value);
    const expected = parsed.error.issues[0]?.message ?? "something else";
    return [describeIssue({ path: `environment variable ${name}`, expected, received })];
  });
}
