import { GENERATED_NOTE } from "./generated-note.ts";
import type { JsonSchema } from "./json-schema.ts";
import { markdownTable } from "./markdown-table.ts";
import { valueText } from "./value-text.ts";

/** A schema by the name of its file in apps/report-job/schemas. */
export type NamedSchema = readonly [file: string, schema: JsonSchema];

/** The page of what the job writes for programs: each schema with its version and members. */
export function schemasPage(schemas: readonly NamedSchema[]): string {
  const rows = schemas.map(([file, schema]) => [
    `[\`${file}\`](../../apps/report-job/schemas/${file})`,
    versionOf(schema),
    schema.description ?? "",
  ]);
  return `# What programs read

${GENERATED_NOTE}

JSON Schemas (draft 2020-12) of what the job reads and writes, in the package under \`schemas/\`. A version gains members; when one
changes its meaning or goes, the version does. The columns of the tables: [report-columns.md](../report-columns.md).

${markdownTable(["schema", "version", "what it is of"], rows)}

${schemas
  .filter(([file]) => file !== "config.schema.json")
  .map(section)
  .join("\n\n")}
`;
}

function versionOf(schema: JsonSchema): string {
  const version = schema.properties?.schemaVersion?.const;
  return version === undefined ? "none" : String(version);
}

function section([file, schema]: NamedSchema): string {
  const of = schema.type === "array" && schema.items !== undefined ? schema.items : schema;
  const rows = Object.entries(of.properties ?? {}).map(([name, property]) => [
    `\`${name}\``,
    valueText(property),
    (of.required ?? []).includes(name) ? "yes" : "no",
    property.description ?? definition(schema, property)?.description ?? "",
  ]);
  const lead = of === schema ? "" : "A list; the members of each entry:\n\n";
  return `## ${file}\n\n${lead}${markdownTable(["member", "what it may be", "always there", "what it is"], rows)}`;
}

function definition(schema: JsonSchema, { $ref }: JsonSchema): JsonSchema | undefined {
  return $ref === undefined ? undefined : schema.$defs?.[$ref.replace("#/$defs/", "")];
}
