import type { Config } from "./config-schema.ts";
import { type NotifyTarget, notifyTarget } from "./notify-section.ts";
import { instanceId, region, roleArn, scopeName } from "./setting-formats.ts";
import { stateFolder } from "./state-section.ts";

/** What names a scope, and says where it is. */
export type ReadableScope = Pick<Config["scopes"][number], "name" | "region" | "instanceId" | "assumeRole"> & {
  /** Whether it names a Region that is none, so that the environment's is not its own either. */
  readonly isRegionWrong?: boolean;
};

/** What can be made of a configuration that is refused: enough to tell people that it is. */
export interface ReadableParts {
  readonly notify: readonly NotifyTarget[];
  /** Targets that could not be read, in words, as `target "ops"`; one where 'notify' is no list. @default none */
  readonly unreadTargets?: readonly string[];
  readonly scopes: readonly ReadableScope[];
  readonly state: { readonly folder: string };
  /** The file that it was read from, absolute. */
  readonly file?: string;
}

/** The targets that are right in themselves, the names of scopes, and the state's folder, where that is right. */
export function readableParts(raw: Readonly<Record<string, unknown>>): ReadableParts {
  const folder = stateFolder.safeParse((raw.state as { readonly folder?: unknown } | undefined)?.folder);
  const entries = entriesOf(raw.notify);
  const unread: string[] = [];
  const notify = entries.flatMap((entry, index) => {
    const target = notifyTarget.safeParse(entry);
    if (target.success) return [target.data];
    const name = scopeName.safeParse((entry as { readonly name?: unknown } | null)?.name);
    unread.push(name.success ? `target "${name.data}"` : `target notify[${index}]`);
    return [];
  });
  const isNoList = !Array.isArray(raw.notify) && raw.notify !== undefined && raw.notify !== null;
  return {
    notify,
    unreadTargets: isNoList ? ["'notify', which is no list,"] : unread,
    scopes: entriesOf(raw.scopes).flatMap((entry) => {
      const scope = entry as Readonly<Record<keyof ReadableScope, unknown>> | null;
      const name = scopeName.safeParse(scope?.name);
      const [at, instance] = [region.safeParse(scope?.region), instanceId.safeParse(scope?.instanceId)];
      if (!name.success) return [];
      const role = roleArn.safeParse((scope?.assumeRole as { readonly roleArn?: unknown } | undefined)?.roleArn);
      const isNamed = scope?.region !== undefined && scope.region !== null;
      return [
        {
          name: name.data,
          ...(at.success ? { region: at.data } : isNamed ? { isRegionWrong: true } : {}),
          ...(instance.success ? { instanceId: instance.data } : {}),
          ...(role.success ? { assumeRole: { roleArn: role.data } } : {}),
        },
      ];
    }),
    state: { folder: folder.success ? folder.data : stateFolder.parse(undefined) },
  };
}

function entriesOf(section: unknown): readonly unknown[] {
  return Array.isArray(section) ? section : [];
}
