import { describeIssue, show } from "@attached-files/core";
import { ENDPOINT, REGION, type SettingFormat } from "./aws-formats.ts";
import type { ScopeConfig } from "./config-schema.ts";
import { regionMeant } from "./likely-region.ts";

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
  const used: readonly (readonly [string, SettingFormat, ((value: string) => boolean)?])[] = [
    ...(scope.region === undefined ? [["AWS_REGION", REGION] as const] : []),
    ...(scope.endpoint === undefined ? ENDPOINTS.map((name) => [name, ENDPOINT, URL.canParse] as const) : []),
  ];
  return used.flatMap(([name, { form, expected }, isValid = () => true]) => {
    // The SDK takes an empty variable for one that is not set.
    const value = environment[name] || undefined;
    if (value === undefined || (form.test(value) && isValid(value))) return [];
    const received = value.includes("@") ? "a URL with a password in it, or something like it" : show(value);
    const meant = name === "AWS_REGION" ? regionMeant(value) : "";
    return [describeIssue({ path: `environment variable ${name}`, expected: `${expected}${meant}`, received })];
  });
}
