import { nearestName } from "@attached-files/core";
import { configSchema } from "./config-schema.ts";

/**
 * What was expected in the place of a setting that does not exist: the one that was probably meant, where one is near.
 *
 * @param section what was given at the path; where there are several kinds of it, it tells which one is meant.
 */
export function settingThatExists(written: string, path: readonly PropertyKey[], section?: unknown): string {
  const near = nearestName(written, settingsAt(path, section));
  return near === undefined ? "a setting that exists" : `a setting that exists, as '${near}'`;
}

/** The part of a schema of zod's that is used here: what it is wrapped around, its members, its entries, or its kinds. */
interface Schema {
  readonly def?: { readonly innerType?: Schema; readonly in?: Schema; readonly discriminator?: string };
  readonly shape?: Readonly<Record<PropertyKey, Schema>>;
  readonly element?: Schema;
  readonly options?: readonly Schema[];
  readonly values?: ReadonlySet<unknown>;
}

function settingsAt(path: readonly PropertyKey[], section: unknown): readonly string[] {
  const schema = path.reduce<Schema | undefined>(
    (at, key) => {
      const open = unwrapped(at);
      return typeof key === "number" ? open?.element : open?.shape?.[key];
    },
    configSchema as unknown as Schema,
  );
  return Object.keys(kindOf(unwrapped(schema), section)?.shape ?? {});
}

function kindOf(schema: Schema | undefined, section: unknown): Schema | undefined {
  const discriminator = schema?.def?.discriminator;
  if (discriminator === undefined || typeof section !== "object" || section === null) return schema;
  const kind = (section as Readonly<Record<string, unknown>>)[discriminator];
  return schema?.options?.find(({ shape }) => shape?.[discriminator]?.values?.has(kind));
}

/** Defaults and what may be left out are wrapped around what they are about; what is turned into something else begins with it. */
function unwrapped(schema: Schema | undefined): Schema | undefined {
  const inner = schema?.def?.innerType ?? schema?.def?.in;
  return inner === undefined ? schema : unwrapped(inner);
}
