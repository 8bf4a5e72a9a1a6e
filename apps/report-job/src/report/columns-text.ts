import { type Column, FILE_COLUMNS, PROBLEM_COLUMNS } from "./columns.ts";
import { NDJSON_MEMBERS } from "./tables/ndjson-members.ts";

/** Where the generated text is committed. */
export const COLUMNS_DOC_FILE: URL = new URL("../../../../docs/report-columns.md", import.meta.url);

/** The columns of every table of a report, as documentation in Markdown. */
export function columnsText(): string {
  return `# The tables of a report

Generated from the program (\`pnpm --filter @attached-files/report-job generate:schemas\`); do not edit.

All formats hold the same rows in the same order: by scope, instance, resource and file, by the bytes of the texts. What CSV
and XLSX show otherwise than it is, [report-job.md](report-job.md#what-a-run-writes) tells.

- text: UTF-8. In Parquet a VARCHAR, exact and whole.
- integer: 64 bits, signed. In Parquet BIGINT; in XLSX a number, a text beyond 15 digits.
- timestamp: an instant in UTC, to the millisecond. In Parquet TIMESTAMP WITH TIME ZONE; in CSV \`yyyy-mm-ddThh:mm:ss.sssZ\`;
  in XLSX a date.

Parquet says of itself, in its key-value metadata: \`attached-files.schema-version\`, \`attached-files.slot\`, and
\`attached-files.columns\`, which is this list as JSON.

## files.csv, files.parquet, and the sheet files of report.xlsx

${list(FILE_COLUMNS)}

## problems.csv, problems.parquet, and the sheet problems of report.xlsx

Before and behind the columns of the files:

${list(PROBLEM_COLUMNS.filter(({ name }) => FILE_COLUMNS.every((column) => column.name !== name)))}

## files.ndjson

An object a line, in the operation's own member names as it answered them. A member that was absent is left out. Members that
this version does not know stand beside the others, under their own names. What the job knows stands under the one name
\`attached-files\`, which is no name that AWS gives. Control characters, line separators and characters that turn text around
are JSON's \`\\uXXXX\`.

${list(NDJSON_MEMBERS)}
`;
}

function list(columns: readonly (Pick<Column, "name" | "description"> & { readonly type: string })[]): string {
  return columns.map(({ name, type, description }) => `- \`${name}\` (${type}): ${description}`).join("\n");
}
