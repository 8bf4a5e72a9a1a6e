/** No cell is longer; a spreadsheet takes 32,767 characters, counted as UTF-16 does. */
export const LONGEST_CELL = 32_000;
/** What is kept of a longer text. Each character may become an escape of six. */
const KEPT = 5_000;

// The sources are patterns of JavaScript and of RE2 alike, because SQL finds the cells that need to be rewritten.
/** What a terminal would obey, where a reader would end a cell or a row, and what turns text around. */
const CONTROL = String.raw`[\p{Cc}\x{061C}\x{200E}\x{200F}\x{2028}-\x{202E}\x{2066}-\x{2069}\x{FEFF}]`;
/** A backslash that could be taken for the beginning of an escape. */
const ESCAPE_LIKE = String.raw`\\u`;
// Full-width forms are formulas to spreadsheets in some East Asian locales.
const FORMULA = String.raw`['"\s\p{Zs}]*[=+\-@＝＋－＠]`;
const HIDDEN_FORMULA = `;${FORMULA}`;

/** Whether a text stands in CSV otherwise than it is, however short it may be; a pattern of RE2. */
export const SPECIAL_TEXT: string = [CONTROL, ESCAPE_LIKE, HIDDEN_FORMULA, `^${FORMULA}`].join("|");

const CONTROLS = new RegExp(forJavaScript(CONTROL), "gu");
const ESCAPES_LIKE = new RegExp(ESCAPE_LIKE, "g");
const HIDDEN_FORMULAS = new RegExp(`;(?=${FORMULA})`, "gu");
const FORMULA_START = new RegExp(`^${FORMULA}`, "u");

/** A text as a cell of CSV holds it. See CSV_CONVENTIONS for the rules, in words. */
export function csvText(text: string): string {
  // Escaping makes no text shorter.
  const cell = text.length > LONGEST_CELL ? undefined : escaped(text);
  if (cell !== undefined && cell.length <= LONGEST_CELL) return cell;
  // A character may be two units long, and is not cut in half; only counting tells how long a text is to its reader.
  const kept = Array.from(text.slice(0, 2 * KEPT))
    .slice(0, KEPT)
    .join("");
  return `${escaped(kept)}… (cut: ${countCharacters(text).toLocaleString("en")} characters in all)`;
}

function escaped(text: string): string {
  const shown = text
    .replaceAll(ESCAPES_LIKE, String.raw`\u005Cu`)
    .replaceAll(HIDDEN_FORMULAS, String.raw`\u003B`)
    .replaceAll(CONTROLS, (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  return FORMULA_START.test(shown) ? `'${shown}` : shown;
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function forJavaScript(pattern: string): string {
  return pattern.replaceAll(/\\x\{([0-9A-F]{4})\}/g, String.raw`\u$1`);
}
