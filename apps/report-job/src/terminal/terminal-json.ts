import { exactJson } from "../state/exact-json.ts";
import { TERMINAL_CONTROLS } from "./terminal-text.ts";

/**
 * JSON with lines, which a terminal shows and never obeys: controls stand as `\uXXXX`, and so say the same to whoever
 * reads it as JSON.
 */
export function terminalJson(value: unknown): string {
  // JSON itself escapes those below U+0020 within texts; a line feed that is left is the layout's own.
  return exactJson(value, 2).replace(TERMINAL_CONTROLS, (character) =>
    character === "\n" ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
