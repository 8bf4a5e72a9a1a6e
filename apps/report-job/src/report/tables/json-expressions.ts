import { sqlText } from "../../state/sql-text.ts";
import type { FileColumnName } from "../columns.ts";

/** Texts of the state are JSON where this is true. Half a surrogate pair, escaped, is JSON to all but DuckDB. */
export function isJson(column: string): string {
  const halves = sqlText(String.raw`\\\\|\\u[dD][89a-fA-F][0-9a-fA-F]{2}`);
  return `(json_valid(${column}) OR json_valid(regexp_replace(${column}, ${halves}, '', 'g')))`;
}

/** A column as a JSON text. */
export function text(column: FileColumnName): string {
  return `to_json(${column})::VARCHAR`;
}

/** JSON as it is; line breaks, which JSON has only between its parts, become blanks. A text that is no JSON is a text. */
export function embedded(column: FileColumnName): string {
  return `CASE WHEN ${isJson(column)} THEN translate(${column}, chr(10) || chr(13) || chr(9), '   ') ELSE ${text(column)} END`;
}

/** A timestamp as ISO 8601 in UTC. */
export function instant(column: FileColumnName): string {
  return `'"' || strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ') || '"'`;
}

/** An object of those members that are not NULL. */
export function objectOf(members: readonly { readonly name: string; readonly json: string }[]): string {
  const parts = members.map(({ name, json }) => `${sqlText(`${JSON.stringify(name)}:`)} || ${json}`);
  return `'{' || concat_ws(',', ${parts.join(", ")}) || '}'`;
}
