import type { Config, ScopeConfig } from "../config/config-schema.ts";
import type { ListOptions } from "../input/list-input.ts";
import type { ListFormat } from "../input/list-lines.ts";
import type { Io } from "../process/io.ts";

/** The flags that say how references are listed. */
export interface ListFlags {
  readonly references?: string;
  readonly referencesFormat?: ListFormat;
  readonly skipInvalid: boolean;
}

/** The lists of those scopes that have one; the flag's goes before the file's. */
export function listsOf(
  config: Config,
  scopes: readonly ScopeConfig[],
  { references, referencesFormat, skipInvalid }: ListFlags,
  { stdin, progress, signal }: Io,
): readonly ListOptions[] {
  return scopes.flatMap((scope) => {
    const path = references ?? scope.references;
    if (path === undefined) return [];
    const format = referencesFormat === undefined ? {} : { format: referencesFormat };
    return [
      { path, ...format, stdin, stateFolder: config.state.folder, scope: scope.name, skipInvalid, progress, signal },
    ];
  });
}
