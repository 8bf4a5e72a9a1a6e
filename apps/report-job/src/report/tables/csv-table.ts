import type { DuckDBConnection } from "@duckdb/node-api";
import { sqlText } from "../../state/sql-text.ts";
import type { Column } from "../columns.ts";

// Full-width forms are formulas to spreadsheets in some East Asian locales. Texts that begin with apostrophes before
// such a character get one more, so that taking one off always gives the exact text.
const FORMULA_START = String.raw`^'*[=+\-@\t\r\n＝＋－＠]`;

/** Writes the rows of a query as CSV and returns how many. See CSV_CONVENTIONS for what a reader may rely on. */
export async function writeCsvTable(
  connection: DuckDBConnection,
  query: string,
  columns: readonly Column[],
  path: string,
): Promise<number> {
  const cells = columns.map((column) => `${cellOf(column)} AS ${column.name}`).join(", ");
  const result = await connection.runAndReadAll(
    `COPY (SELECT ${cells} FROM (${query})) TO ${sqlText(path)} (FORMAT csv, HEADER true, NEW_LINE '\\r\\n')`,
  );
  return Number(result.value(0, 0));
}

function cellOf({ name, type }: Column): string {
  if (type === "integer") return name;
  if (type === "timestamp") return `strftime(${name}, '%Y-%m-%dT%H:%M:%S.%gZ')`;
  return `CASE WHEN regexp_matches(${name}, ${sqlText(FORMULA_START)}) THEN '''' || ${name} ELSE ${name} END`;
}
