import type { ScopeConfig } from "../config/config-schema.ts";
import { type Permission, partitionOf, type Whereabouts } from "./permission.ts";

type Scope = Pick<ScopeConfig, "region" | "instanceId" | "domainIds" | "references" | "assumeRole">;

/** What the job asks of Amazon Connect and its Cases for a scope. */
export function scopePermissions(scope: Scope, where: Whereabouts): readonly Permission[] {
  const region = scope.region ?? where.region ?? "*";
  const partition = partitionOf(region);
  const account = /^arn:[^:]+:iam::(\d{12}):/.exec(scope.assumeRole?.roleArn ?? "")?.[1] ?? where.account ?? "*";
  const connect = `arn:${partition}:connect:${region}:${account}:instance/${scope.instanceId ?? "*"}`;
  const domains = (scope.domainIds ?? ["*"]).map((id) => `arn:${partition}:cases:${region}:${account}:domain/${id}`);
  const permissions: Permission[] = [
    { sid: "AskForMetadata", actions: ["connect:BatchGetAttachedFileMetadata"], resources: [`${connect}/file/*`] },
    // Which resource it is about, AWS does not document: an instance is what the request names.
    {
      sid: "LearnLimits",
      actions: ["connect:ListAttachedFilesConfigurations"],
      resources: [connect],
      isOptional: true,
    },
  ];
  if (scope.references !== undefined) return permissions;
  permissions.push({ sid: "FindFiles", actions: ["cases:SearchAllRelatedItems"], resources: domains });
  if (scope.domainIds === undefined) {
    permissions.push({ sid: "ListDomains", actions: ["cases:ListDomains"], resources: ["*"] });
    // Asked of a domain that refuses to be searched alone.
    permissions.push({ sid: "LookAtDomains", actions: ["cases:GetDomain"], resources: domains, isOptional: true });
  }
  return permissions;
}
