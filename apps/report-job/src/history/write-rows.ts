import { csvText } from "../report/tables/csv-text.ts";
import { exactJson } from "../state/exact-json.ts";
import { TERMINAL_CONTROLS } from "../terminal/terminal-text.ts";
import type { RowStream } from "./row-stream.ts";
import type { RowValue } from "./row-values.ts";
import { textTable } from "./text-table.ts";

/** How rows are printed. */
export const ROW_FORMATS = ["table", "json", "ndjson", "csv"] as const;
export type RowFormat = (typeof ROW_FORMATS)[number];

type Row = readonly RowValue[];

/** How one format begins, tells a chunk of rows, and ends. */
interface RowWriter {
  begin(columns: readonly string[]): string;
  rows(rows: readonly Row[], columns: readonly string[], isFirst: boolean): string;
  end(isEmpty: boolean): string;
}

const WRITERS: Readonly<Record<Exclude<RowFormat, "table">, RowWriter>> = {
  json: {
    begin: () => "[",
    rows: (rows, columns, isFirst) =>
      rows.map((row, index) => `${isFirst && index === 0 ? "\n" : ",\n"}${jsonLine(columns, row)}`).join(""),
    end: (isEmpty) => (isEmpty ? "]\n" : "\n]\n"),
  },
  ndjson: {
    begin: () => "",
    rows: (rows, columns) => rows.map((row) => `${jsonLine(columns, row)}\n`).join(""),
    end: () => "",
  },
  csv: {
    begin: (columns) => csvLine(columns),
    rows: (rows) => rows.map(csvLine).join(""),
    end: () => "",
  },
};

/**
 * Prints rows as they come; a table waits for all of its rows, because they are aligned.
 *
 * @param most how many rows are printed at most.
 * @returns how many were printed, and whether there were more.
 */
export async function writeRows(
  { columns, chunks }: RowStream,
  format: RowFormat,
  most: number,
  out: (text: string) => void,
): Promise<{ readonly rows: number; readonly isCut: boolean }> {
  const writer = format === "table" ? undefined : WRITERS[format];
  const kept: Row[] = [];
  let rows = 0;
  let isCut = false;
  const begin = writer?.begin(columns) ?? "";
  if (begin !== "") out(begin);
  for await (const chunk of chunks) {
    const taken = chunk.slice(0, most - rows);
    if (writer === undefined) kept.push(...taken);
    else out(writer.rows(taken, columns, rows === 0));
    rows += taken.length;
    isCut = taken.length < chunk.length;
    if (isCut) break;
  }
  out(writer?.end(rows === 0) ?? textTable(columns, kept));
  return { rows, isCut };
}

/** A row as one line of JSON that says exactly what is there; what a terminal would obey stands as `\uXXXX`. */
function jsonLine(columns: readonly string[], row: Row): string {
  const members = columns.map((name, column) => `${JSON.stringify(name)}:${exactJson(row[column] ?? null)}`);
  return `{${members.join(",")}}`.replace(
    TERMINAL_CONTROLS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A row as a line of CSV by the conventions of the published tables. */
function csvLine(row: Row): string {
  const cells = row.map((value) => {
    if (value === null) return "";
    if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return String(value);
    const text = csvText(typeof value === "string" ? value : exactJson(value));
    return `"${text.replaceAll('"', '""')}"`;
  });
  return `${cells.join(",")}\r\n`;
}
