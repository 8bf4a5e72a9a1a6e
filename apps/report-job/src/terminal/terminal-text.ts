import { shortText } from "../run/short-text.ts";

/**
 * Control characters (ANSI escapes, newlines) and the bidirectional controls that can turn a line around.
 *
 * @see https://www.unicode.org/reports/tr9/ (explicit directional formatting characters)
 */
export const TERMINAL_CONTROLS: RegExp = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

/** More than any line of ours; a stranger's text within it is cut to less. */
const LONGEST_LINE = 2000;

/**
 * Makes strangers' text safe for a terminal or a log line: what would be obeyed becomes visible, `\u{…}`, and what would
 * fill the screen is cut, with a mark that tells how long it was.
 */
export function terminalText(text: string): string {
  return shortText(text, LONGEST_LINE).replace(
    TERMINAL_CONTROLS,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
