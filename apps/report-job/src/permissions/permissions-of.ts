import type { Config } from "../config/config-schema.ts";
import { notifyPermissions } from "./notify-permissions.ts";
import { type Permission, type PrincipalPermissions, principalOf, type Whereabouts } from "./permission.ts";
import { publishPermissions } from "./publish-permissions.ts";
import { scopePermissions } from "./scope-permissions.ts";

/** What a configuration needs to be allowed: by whose credentials, and nothing beyond. */
export function permissionsOf(config: Config, where: Whereabouts): readonly PrincipalPermissions[] {
  const byPrincipal = new Map<string, Permission[]>();
  const add = (principal: string, permissions: readonly Permission[]): void => {
    byPrincipal.set(principal, [...(byPrincipal.get(principal) ?? []), ...permissions]);
  };
  const assumed = (section: Parameters<typeof principalOf>[0]): void => {
    const { assumeRole, profile } = section;
    if (assumeRole === undefined) return;
    const base = principalOf({ profile });
    add(base, [{ sid: "TakeOnRoles", actions: ["sts:AssumeRole"], resources: [assumeRole.roleArn] }]);
  };
  for (const scope of config.scopes) {
    assumed(scope);
    add(principalOf(scope), scopePermissions(scope, where));
  }
  const { publish, notify = [] } = config;
  if (publish?.s3 !== undefined) {
    assumed(publish.s3);
    add(principalOf(publish.s3), publishPermissions(publish, where));
  }
  for (const target of notify) {
    const permissions = notifyPermissions(target, where);
    if (permissions.length > 0)
      add(principalOf({ profile: "profile" in target ? target.profile : undefined }), permissions);
  }
  return [...byPrincipal].map(([principal, permissions]) => ({ principal, permissions: merged(permissions) }));
}

/** Statements that allow the same actions on the same condition are one, of all their resources, each named once. */
function merged(permissions: readonly Permission[]): readonly Permission[] {
  const alike = Map.groupBy(permissions, ({ actions, condition }) => JSON.stringify([actions, condition]));
  return [...alike.values()].map((all) => {
    const [first] = all as [Permission];
    return { ...first, resources: [...new Set(all.flatMap(({ resources }) => resources))].sort() };
  });
}
