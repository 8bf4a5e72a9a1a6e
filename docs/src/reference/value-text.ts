import type { JsonSchema } from "./json-schema.ts";

/** What a value may be, in words: type, range, choices. */
export function valueText(schema: JsonSchema): string {
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants !== undefined) return variants.map(valueText).join(" or ");
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum !== undefined) return schema.enum.map((each) => `\`${each}\``).join(", ");
  if (schema.$ref !== undefined) return schema.$ref.replace(/^.*\//, "");
  if (schema.type === "array") {
    return `list${counted(schema.minItems, schema.maxItems, "")}${schema.items === undefined ? "" : ` of: ${valueText(schema.items)}`}`;
  }
  if (schema.type === "object") return "object";
  if (schema.type === "integer") return `whole number${range(schema)}`;
  if (schema.type === "number") return `number${range(schema)}`;
  if (schema.type === "boolean") return "`true`, `false`";
  if (schema.type === "string") {
    const pattern = schema.pattern === undefined || schema.pattern === "\\S" ? "" : ` matching \`${schema.pattern}\``;
    return `text${counted(schema.minLength, schema.maxLength, " characters")}${pattern}`;
  }
  if (schema.type === "null") return "`null`";
  return Array.isArray(schema.type) ? schema.type.join(" or ") : "anything";
}

function range({ minimum, maximum, exclusiveMinimum }: JsonSchema): string {
  const most = maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? undefined : maximum;
  const least = minimum ?? exclusiveMinimum;
  const above = minimum === undefined && exclusiveMinimum !== undefined;
  if (least === undefined) return most === undefined ? "" : `, at most ${most}`;
  if (most === undefined) return above ? `, above ${least}` : `, at least ${least}`;
  return above ? `, above ${least}, at most ${most}` : `, ${least} to ${most}`;
}

function counted(least: number | undefined, most: number | undefined, what: string): string {
  if (least === undefined && most === undefined) return "";
  if (most === undefined) return ` (at least ${least}${what})`;
  return least === undefined ? ` (at most ${most}${what})` : ` (${least} to ${most}${what})`;
}
