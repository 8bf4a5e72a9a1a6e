import { type DuckDBConnection, DuckDBScalarFunction, VARCHAR } from "@duckdb/node-api";
import { type Redactable, type Redaction, redactedName, redactedText, redactedValues } from "./redaction.ts";

/** Kinds of irregularity whose detail tells of ids, statuses and ARNs of ours alone. */
const IMPERSONAL = [
  "unknown-status",
  "unknown-use-case",
  "unknown-attachment-scope",
  "arn-mismatch",
  "repeated",
  "in-both-lists",
  "unasked",
  "other-resource",
  "other-instance",
];

/**
 * Makes the functions through which every text of a state passes on its way into a report: `shown_name`, `shown_uploader`,
 * `shown_tags`, `shown_unknown` (members that this version does not know), each of one text; `shown_detail(kind, detail)`
 * and `shown_message(message, file_name, created_by)`. Without redaction they are the text itself.
 *
 * @param allowed extensions that redacted names keep, because files are held against them; in small letters.
 */
export async function createRedactionFunctions(
  connection: DuckDBConnection,
  redaction: Redaction,
  allowed: ReadonlySet<string>,
): Promise<void> {
  const { kinds, key } = redaction;
  register(connection, "redacted_name", (text) => redactedName(text, key, allowed));
  register(connection, "redacted_text", (text) => redactedText(text, key));
  register(connection, "redacted_values", (text) => redactedValues(text, key));
  const any = kinds.length > 0;
  const define = async (name: string, parameters: string, body: string): Promise<void> => {
    await connection.run(`CREATE OR REPLACE TEMP MACRO ${name}(${parameters}) AS ${body}`);
  };
  const one = (name: string, isRedacted: boolean, by: string): Promise<void> =>
    define(name, "shown", isRedacted ? `CASE WHEN shown IS NOT NULL THEN ${by}(shown) END` : "shown");
  const has = (kind: Redactable): boolean => kinds.includes(kind);
  await one("shown_name", has("names"), "redacted_name");
  await one("shown_uploader", has("uploaders"), "redacted_text");
  await one("shown_tags", has("tags"), "redacted_values");
  // They may hold anything: what AWS will add is not known.
  await one("shown_unknown", any, "redacted_values");
  const impersonal = IMPERSONAL.map((kind) => `'${kind}'`).join(", ");
  await define(
    "shown_detail",
    "kind, detail",
    any ? `CASE WHEN kind IN (${impersonal}) THEN detail ELSE redacted_text(detail) END` : "detail",
  );
  await define("shown_message", "message, file_name, created_by", messageSql(has("names"), has("uploaders")));
}

/** A message of the service, without the name and the uploader of the file that it is about. */
function messageSql(hasNames: boolean, hasUploaders: boolean): string {
  const without = (message: string, text: string, by: string): string =>
    `CASE WHEN coalesce(${text}, '') = '' THEN ${message} ELSE replace(${message}, ${text}, ${by}(${text})) END`;
  const named = hasNames ? without("message", "file_name", "redacted_name") : "message";
  return hasUploaders ? without(named, "created_by", "redacted_text") : named;
}

function register(connection: DuckDBConnection, name: string, redact: (text: string) => string): void {
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name,
      parameterTypes: [VARCHAR],
      returnType: VARCHAR,
      mainFunction: (_, texts, redacted) => {
        texts.visitColumnValues(0, (text, row) =>
          redacted.setItem(row, typeof text === "string" ? redact(text) : null),
        );
        redacted.flush();
      },
    }),
  );
}
