import { escapeOf, LONGEST_CELL, shortenedCell, withEscapes } from "../tables/cell-text.ts";
import { STYLES } from "./workbook-parts.ts";

/** What a cell holds; null is an empty cell. */
export type CellValue = string | number | bigint | Date | null;

const DAY_MS = 86_400_000;
/** Spreadsheets count days from the end of 1899, and are wrong about those before March 1900. */
const DAY_OF_1970 = 25_569;
const FIRST_DATE_MS = Date.UTC(1900, 2, 1);
const LAST_DATE_MS = Date.UTC(10_000, 0, 1) - 1;
/** Numbers are doubles there, of which 15 digits are shown. */
const LARGEST_NUMBER = 999_999_999_999_999n;

/** Not in XML at all, not even escaped. */
const NO_CHARACTER = /[\uFFFE\uFFFF]|\p{Cs}/gu;
const ESCAPE_OF_THE_FORMAT = /_(?=x[0-9A-Fa-f]{4}_)/g;
const MARKUP = /[&<>]/g;
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** The name of a column: A, B … Z, AA … (from 0). */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

/**
 * A cell as SpreadsheetML. A text is always a text, never a formula, also when somebody edits it. Numbers of more than 15
 * digits and moments outside of 1900-03-01 to 9999-12-31 are texts, because a spreadsheet would round or misread them.
 */
export function cellXml(reference: string, value: CellValue, textStyle: number = STYLES.text): string {
  if (value === null) return "";
  if (typeof value === "string") return textCell(reference, value, textStyle);
  if (value instanceof Date) return dateCell(reference, value, textStyle);
  const isExact = BigInt(value) <= LARGEST_NUMBER && BigInt(value) >= -LARGEST_NUMBER;
  if (!isExact) return textCell(reference, String(value), textStyle);
  return `<c r="${reference}" s="${STYLES.integer}"><v>${value}</v></c>`;
}

function dateCell(reference: string, date: Date, textStyle: number): string {
  const ms = date.getTime();
  if (ms < FIRST_DATE_MS || ms > LAST_DATE_MS) return textCell(reference, date.toISOString(), textStyle);
  return `<c r="${reference}" s="${STYLES.moment}"><v>${ms / DAY_MS + DAY_OF_1970}</v></c>`;
}

function textCell(reference: string, text: string, style: number): string {
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${textXml(text)}</t></is></c>`;
}

/** A text as the XML of a cell: shortened and with escapes as in CSV, but without apostrophes. */
export function textXml(text: string): string {
  const cell = text.length > LONGEST_CELL ? undefined : shown(text);
  const kept = cell !== undefined && cell.length <= LONGEST_CELL ? cell : shortenedCell(text, shown);
  return kept.replaceAll(MARKUP, (character) => ENTITIES[character] ?? "").replaceAll(ESCAPE_OF_THE_FORMAT, "_x005F_");
}

function shown(text: string): string {
  return withEscapes(text).replaceAll(NO_CHARACTER, escapeOf);
}
