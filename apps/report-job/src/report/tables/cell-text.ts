/** No cell is longer; a spreadsheet takes 32,767 characters, counted as UTF-16 does. */
export const LONGEST_CELL = 32_000;
/** What is kept of a longer text. Each character may become an escape of six. */
const KEPT = 5_000;

// Patterns of JavaScript (by forJavaScript) and of RE2 alike, because SQL finds the cells that need to be rewritten.
/** What a terminal would obey, where a reader would end a cell or a row, and what turns text around. */
export const CONTROL: string = String.raw`[\p{Cc}\x{061C}\x{200E}\x{200F}\x{2028}-\x{202E}\x{2066}-\x{2069}\x{FEFF}]`;
/** A backslash that could be taken for the beginning of an escape. */
export const ESCAPE_LIKE: string = String.raw`\\u`;

const CONTROLS = new RegExp(forJavaScript(CONTROL), "gu");
const ESCAPES_LIKE = new RegExp(ESCAPE_LIKE, "g");

/** A text with an escape for each character that commands a terminal or turns text around, and for each lookalike. */
export function withEscapes(text: string): string {
  return text.replaceAll(ESCAPES_LIKE, String.raw`\u005Cu`).replaceAll(CONTROLS, escapeOf);
}

/** A character of one UTF-16 unit as cells show it: \uXXXX. */
export function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The beginning of a text that is too long for a cell, and how long it was. */
export function shortenedCell(text: string, shown: (kept: string) => string): string {
  // A character may be two units long, and is not cut in half; only counting tells how long a text is to its reader.
  const kept = Array.from(text.slice(0, 2 * KEPT))
    .slice(0, KEPT)
    .join("");
  return `${shown(kept)}… (cut: ${countCharacters(text).toLocaleString("en")} characters in all)`;
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

export function forJavaScript(pattern: string): string {
  return pattern.replaceAll(/\\x\{([0-9A-F]{4})\}/g, String.raw`\u$1`);
}
