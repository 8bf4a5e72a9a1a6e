import type { Config } from "./config-schema.ts";
import { type NotifyTarget, notifyTarget } from "./notify-section.ts";
import { scopeName } from "./setting-formats.ts";
import { stateFolder } from "./state-section.ts";

/** What can be made of a configuration that is refused: enough to tell people that it is. */
export interface ReadableParts {
  readonly notify: readonly NotifyTarget[];
  readonly scopes: readonly Pick<Config["scopes"][number], "name">[];
  readonly state: { readonly folder: string };
}

/** The targets that are right in themselves, the names of scopes, and the state's folder, where that is right. */
export function readableParts(raw: Readonly<Record<string, unknown>>): ReadableParts {
  const folder = stateFolder.safeParse((raw.state as { readonly folder?: unknown } | undefined)?.folder);
  return {
    notify: entriesOf(raw.notify).flatMap((entry) => {
      const target = notifyTarget.safeParse(entry);
      return target.success ? [target.data] : [];
    }),
    scopes: entriesOf(raw.scopes).flatMap((entry) => {
      const name = scopeName.safeParse((entry as { readonly name?: unknown } | null)?.name);
      return name.success ? [{ name: name.data }] : [];
    }),
    state: { folder: folder.success ? folder.data : stateFolder.parse(undefined) },
  };
}

function entriesOf(section: unknown): readonly unknown[] {
  return Array.isArray(section) ? section : [];
}
