import stringWidth from "string-width";
import { shortText } from "../run/short-text.ts";
import { exactJson } from "../state/exact-json.ts";
import { terminalText } from "../terminal/terminal-text.ts";
import type { RowValue } from "./row-values.ts";

/** More of a text is cut, with a mark: a table is for eyes, and the other formats have it whole. */
const LONGEST_CELL = 120;

/** Rows as aligned lines that a terminal shows and never obeys; numbers stand to the right. */
export function textTable(columns: readonly string[], rows: readonly (readonly RowValue[])[]): string {
  const cells = [columns.map((name) => cellText(name)), ...rows.map((row) => row.map(cellText))];
  const widths = columns.map((_, column) =>
    cells.reduce((most, row) => Math.max(most, stringWidth(row[column] ?? "")), 0),
  );
  const isNumber = columns.map((_, column) => {
    const values = rows.map((row) => row[column] ?? null).filter((value) => value !== null);
    return values.length > 0 && values.every((value) => typeof value === "number" || typeof value === "bigint");
  });
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) => {
        const blanks = " ".repeat((widths[column] ?? 0) - stringWidth(text));
        return isNumber[column] === true ? blanks + text : text + blanks;
      })
      .join("  ")
      .trimEnd();
  return `${cells.map(line).join("\n")}\n`;
}

function cellText(value: RowValue): string {
  if (value === null) return "";
  const text = typeof value === "object" ? exactJson(value) : String(value);
  return terminalText(shortText(text, LONGEST_CELL));
}
