import { CONTROL, ESCAPE_LIKE, forJavaScript, LONGEST_CELL, shortenedCell, withEscapes } from "./cell-text.ts";

// The sources are patterns of JavaScript and of RE2 alike, because SQL finds the cells that need to be rewritten.
// Full-width forms are formulas to spreadsheets in some East Asian locales.
const FORMULA = String.raw`['"\s\p{Zs}]*[=+\-@＝＋－＠]`;
const HIDDEN_FORMULA = `;${FORMULA}`;

/** Whether a text stands in CSV otherwise than it is, however short it may be; a pattern of RE2. */
export const SPECIAL_TEXT: string = [CONTROL, ESCAPE_LIKE, HIDDEN_FORMULA, `^${FORMULA}`].join("|");

const HIDDEN_FORMULAS = new RegExp(`;(?=${forJavaScript(FORMULA)})`, "gu");
const FORMULA_START = new RegExp(`^${forJavaScript(FORMULA)}`, "u");

/** A text as a cell of CSV holds it. See CSV_CONVENTIONS for the rules, in words. */
export function csvText(text: string): string {
  // Escaping makes no text shorter.
  const cell = text.length > LONGEST_CELL ? undefined : neutralised(text);
  return cell !== undefined && cell.length <= LONGEST_CELL ? cell : shortenedCell(text, neutralised);
}

function neutralised(text: string): string {
  // What looks like an escape must be found before there are any of ours.
  const shown = withEscapes(text).replaceAll(HIDDEN_FORMULAS, String.raw`\u003B`);
  return FORMULA_START.test(shown) ? `'${shown}` : shown;
}
