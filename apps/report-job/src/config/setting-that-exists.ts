import { nearestName } from "@attached-files/core";
import { configSchema } from "./config-schema.ts";

/** What was expected in the place of a setting that does not exist: the one that was probably meant, where one is near. */
export function settingThatExists(written: string, path: readonly PropertyKey[]): string {
  const near = nearestName(written, settingsAt(path));
  return near === undefined ? "a setting that exists" : `a setting that exists, as '${near}'`;
}

/** The part of a schema of zod's that is used here: what it is wrapped around, its members, or its entries. */
interface Schema {
  readonly def?: { readonly innerType?: Schema };
  readonly shape?: Readonly<Record<PropertyKey, Schema>>;
  readonly element?: Schema;
}

function settingsAt(path: readonly PropertyKey[]): readonly string[] {
  const section = path.reduce<Schema | undefined>((at, key) => {
    const open = unwrapped(at);
    return typeof key === "number" ? open?.element : open?.shape?.[key];
  }, configSchema as Schema);
  return Object.keys(unwrapped(section)?.shape ?? {});
}

/** Defaults and what may be left out are wrapped around what they are about. */
function unwrapped(schema: Schema | undefined): Schema | undefined {
  return schema?.def?.innerType === undefined ? schema : unwrapped(schema.def.innerType);
}
