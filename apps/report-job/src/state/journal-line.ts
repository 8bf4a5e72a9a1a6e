import { exactJson } from "./exact-json.ts";

/** The longest line that a journal may hold; DuckDB sets aside twice that for each thread that reads it. */
export const LONGEST_LINE_BYTES = 4 * 1024 * 1024;

/** UTF-16 units; each is at most 3 bytes of UTF-8, and 6 where JSON escapes it. */
const LONGEST_TEXT = LONGEST_LINE_BYTES / 8;
const CUT_TO = 10_000;

/**
 * One row as a line of JSON. What no state could hold is the only thing changed: a lone surrogate becomes U+FFFD,
 * and in a row of more than 2 million characters (a server that lies: names have at most 256) long texts are cut,
 * ending in what was cut off.
 */
export function journalLine(row: Readonly<Record<string, unknown>>): string {
  const text = exactJson(row);
  // Well-formed JSON.stringify escapes nothing above U+001F but lone surrogates, which no UTF-8 column can hold.
  if (text.length <= LONGEST_TEXT && !text.includes("\\ud")) return `${text}\n`;
  const cut = text.length > LONGEST_TEXT;
  const members = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === "string" ? mend(value, cut) : value,
  ]);
  return `${exactJson(Object.fromEntries(members))}\n`;
}

function mend(text: string, cut: boolean): string {
  if (!cut || text.length <= CUT_TO) return text.toWellFormed();
  return `${text.slice(0, CUT_TO).toWellFormed()}… (cut: ${text.length} characters)`;
}
