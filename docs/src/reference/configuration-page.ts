import { OVERRIDES } from "../../../apps/report-job/src/config/overrides.ts";
import { GENERATED_NOTE } from "./generated-note.ts";
import type { JsonSchema } from "./json-schema.ts";
import { markdownTable } from "./markdown-table.ts";
import { type Setting, settingsOf } from "./settings-of.ts";
import { valueText } from "./value-text.ts";

/** The page of every setting, from the schema that checks them. */
export function configurationPage(schema: JsonSchema): string {
  const settings = settingsOf(schema);
  const sections = Object.keys(schema.properties ?? {}).map((name) => {
    const own = settings.filter(({ path }) => path.split(/[.[]/)[0] === name);
    const [first, ...below] = own;
    if (first?.isSection !== true) return `## ${name}\n\n${table(own)}`;
    const description = first.schema.description === undefined ? "" : `${first.schema.description}\n\n`;
    return `## ${name}\n\n${description}${table(below)}`;
  });
  const outside = OVERRIDES.map(({ path, variable, flag }) => [
    `\`${path.join(".")}\``,
    `\`${variable}\``,
    `\`--${flag}\``,
  ]);
  return `# The configuration

${GENERATED_NOTE}

The file \`attached-files.yaml\`, or the one that \`--config\` names. Editors complete it by its
[JSON Schema](../../apps/report-job/schemas/config.schema.json); what the settings do together, [report-job.md](../report-job.md#configuration)
tells. \`[]\` is each entry of a list. A setting without a default is left out unless it says that it is required.

${sections.join("\n\n")}

## Outside the file

Flags win over environment variables, those over the file, the file over defaults.

${markdownTable(["setting", "variable", "flag"], outside)}
`;
}

function table(settings: readonly Setting[]): string {
  const rows = settings.map(({ path, schema, isRequired, isSection }) => [
    `\`${path}\``,
    isSection ? (schema.type === "array" ? "list" : "section") : valueText(schema),
    isSection ? "" : defaultText(schema, isRequired),
    schema.description ?? "",
  ]);
  return markdownTable(["setting", "what it may be", "default", "what it is for"], rows);
}

function defaultText(schema: JsonSchema, isRequired: boolean): string {
  if (isRequired) return "required";
  return schema.default === undefined ? "" : `\`${JSON.stringify(schema.default)}\``;
}
