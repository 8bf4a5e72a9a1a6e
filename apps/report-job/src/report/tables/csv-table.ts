import { type DuckDBConnection, DuckDBScalarFunction, VARCHAR } from "@duckdb/node-api";
import { sqlText } from "../../state/sql-text.ts";
import type { Column } from "../columns.ts";
import { LONGEST_CELL } from "./cell-text.ts";
import { csvText, SPECIAL_TEXT } from "./csv-text.ts";

/** Writes the rows of a query as CSV and returns how many. See CSV_CONVENTIONS for what a reader may rely on. */
export async function writeCsvTable(
  connection: DuckDBConnection,
  query: string,
  columns: readonly Column[],
  path: string,
): Promise<number> {
  connection.registerScalarFunction(csvTextFunction());
  // A bare text would be parted at whatever a spreadsheet of some locale parts at.
  const texts = columns.filter(({ type }) => type === "text").map(({ name }) => name);
  const cells = columns.map((column) => `${cellOf(column)} AS ${column.name}`).join(", ");
  const result = await connection.runAndReadAll(
    `COPY (SELECT ${cells} FROM (SELECT *, ${isSpecialRow(texts)} AS is_special FROM (${query}))) TO ${sqlText(path)}
     (FORMAT csv, HEADER true, NEW_LINE '\\r\\n', FORCE_QUOTE (${texts.join(", ")}))`,
  );
  return Number(result.value(0, 0));
}

/**
 * Whether any text of a row may stand in CSV otherwise than it is, in SQL. Nearly no row has one, and one look at all of
 * its texts takes a fraction of a look at each. They are told apart by what a formula may hide behind, so that the
 * beginning of each is seen as one.
 */
function isSpecialRow(texts: readonly string[]): string {
  const row = `concat_ws(';', ${texts.join(", ")})`;
  return `(strlen(${row}) > ${LONGEST_CELL} OR regexp_matches(${row}, ${sqlText(SPECIAL_TEXT)}))`;
}

function cellOf({ name, type }: Column): string {
  if (type === "integer") return name;
  if (type === "timestamp") return `strftime(${name}, '%Y-%m-%dT%H:%M:%S.%gZ')`;
  return `CASE WHEN is_special THEN csv_text(${name}) ELSE ${name} END`;
}

function csvTextFunction(): DuckDBScalarFunction {
  return DuckDBScalarFunction.create({
    name: "csv_text",
    parameterTypes: [VARCHAR],
    returnType: VARCHAR,
    mainFunction: (_, texts, cells) => {
      texts.visitColumnValues(0, (text, row) => cells.setItem(row, typeof text === "string" ? csvText(text) : null));
      cells.flush();
    },
  });
}
