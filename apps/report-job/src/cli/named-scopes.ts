import type { Config, ScopeConfig } from "../config/config-schema.ts";
import { JobError } from "../exit-code.ts";

/**
 * The scopes that `--scope` names, or all of them.
 *
 * @throws {JobError} usage: a scope that the configuration does not have.
 */
export function namedScopes(config: Config, names: readonly string[] = []): readonly ScopeConfig[] {
  const unknown = names.filter((name) => !config.scopes.some((scope) => scope.name === name));
  if (unknown.length > 0) {
    const known = config.scopes.map((scope) => scope.name).join(", ");
    throw new JobError("usage", `--scope: expected one of ${known}, received ${unknown.join(", ")}`);
  }
  return names.length === 0 ? config.scopes : config.scopes.filter((scope) => names.includes(scope.name));
}
