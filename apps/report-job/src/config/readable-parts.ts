import type { Config } from "./config-schema.ts";
import { type NotifyTarget, notifyTarget } from "./notify-section.ts";
import { region, scopeName } from "./setting-formats.ts";
import { stateFolder } from "./state-section.ts";

/** What can be made of a configuration that is refused: enough to tell people that it is. */
export interface ReadableParts {
  readonly notify: readonly NotifyTarget[];
  readonly scopes: readonly Pick<Config["scopes"][number], "name" | "region">[];
  readonly state: { readonly folder: string };
  /** The file that it was read from, absolute. */
  readonly file?: string;
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
      const scope = entry as { readonly name?: unknown; readonly region?: unknown } | null;
      const [name, at] = [scopeName.safeParse(scope?.name), region.safeParse(scope?.region)];
      return name.success ? [{ name: name.data, ...(at.success ? { region: at.data } : {}) }] : [];
    }),
    state: { folder: folder.success ? folder.data : stateFolder.parse(undefined) },
  };
}

function entriesOf(section: unknown): readonly unknown[] {
  return Array.isArray(section) ? section : [];
}
