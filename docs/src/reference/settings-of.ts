import type { JsonSchema } from "./json-schema.ts";

/** A setting, or a section of settings, of the configuration file. */
export interface Setting {
  /** Where it stands, as `scopes[].quota.share`; of a list of several kinds, with the kind: `notify[to: sns].topicArn`. */
  readonly path: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
  /** Whether other settings stand in it, which follow it. */
  readonly isSection: boolean;
}

/** Every setting of a schema, in its order: a section before what stands in it. */
export function settingsOf(schema: JsonSchema, path = ""): readonly Setting[] {
  const alike = alikeSections(schema);
  if (alike !== undefined) {
    const one = { ...alike, description: `${alike.description ?? ""} NAME is one of ${namesOf(schema).join(", ")}.` };
    return settingsOf({ properties: { NAME: one } }, path);
  }
  const required = schema.required ?? [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const own = path === "" ? name : `${path}.${name}`;
    const below = childrenOf(property, own);
    return [
      { path: own, schema: property, isRequired: required.includes(name), isSection: below.length > 0 },
      ...below,
    ];
  });
}

function childrenOf(schema: JsonSchema, path: string): readonly Setting[] {
  if (schema.properties !== undefined) return settingsOf(schema, path);
  if (schema.items !== undefined) {
    const kinds = schema.items.oneOf ?? schema.items.anyOf;
    if (kinds === undefined) return childrenOf(schema.items, `${path}[]`);
    return kinds.flatMap((kind) => childrenOf(kind, `${path}[${nameOf(kind)}]`));
  }
  return [];
}

/** What tells a kind from the others: the member that can be one text alone. */
function nameOf(kind: JsonSchema): string {
  const [member, value] = Object.entries(kind.properties ?? {}).find(([, each]) => each.const !== undefined) ?? [];
  return member === undefined ? "" : `${member}: ${value?.const}`;
}

function namesOf(schema: JsonSchema): readonly string[] {
  return Object.keys(schema.properties ?? {});
}

/** What every member of a section is, where there are several sections and all are the same. */
function alikeSections({ properties = {} }: JsonSchema): JsonSchema | undefined {
  const [first, ...others] = Object.values(properties);
  if (first?.properties === undefined || others.length === 0) return undefined;
  return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
}
