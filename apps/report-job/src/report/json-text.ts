const RAW = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

/**
 * A value as JSON with lines, in which every control character and every one that turns text around is an escape: it
 * reads the same, and a terminal that is shown the file obeys nothing.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, undefined, 2).split("\n").map(escapedInJson).join("\n");
}

/** JSON of one line with the same characters as escapes. */
export function escapedInJson(line: string): string {
  return line.replace(RAW, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
