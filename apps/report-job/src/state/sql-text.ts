/** A text as a SQL literal, for the places (paths of COPY, ATTACH, read_json) that take no parameter. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
