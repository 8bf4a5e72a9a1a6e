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
  const cells = columns.map((column) => `${cellOf(column)} AS ${column.name}`).join(", ");
  // A bare text would be parted at whatever a spreadsheet of some locale parts at.
  const texts = columns.filter(({ type }) => type === "text").map(({ name }) => name);
  const result = await connection.runAndReadAll(
    `COPY (SELECT ${cells} FROM (${query})) TO ${sqlText(path)}
     (FORMAT csv, HEADER true, NEW_LINE '\\r\\n', FORCE_QUOTE (${texts.join(", ")}))`,
  );
  return Number(result.value(0, 0));
}

function cellOf({ name, type }: Column): string {
  if (type === "integer") return name;
  if (type === "timestamp") return `strftime(${name}, '%Y-%m-%dT%H:%M:%S.%gZ')`;
  // Nearly all texts are short and hold nothing special; SQL writes those as they are.
  return `CASE WHEN strlen(${name}) > ${LONGEST_CELL} OR regexp_matches(${name}, ${sqlText(SPECIAL_TEXT)})
    THEN csv_text(${name}) ELSE ${name} END`;
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
