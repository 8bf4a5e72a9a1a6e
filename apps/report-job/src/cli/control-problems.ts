import { describeIssue } from "@attached-files/core";
import { shortText } from "../run/short-text.ts";
import { terminalText } from "../terminal/terminal-text.ts";

export const TAKE_OUT = "take them out";

/**
 * Control characters in what a person gave to be asked for: nobody sees them, they come along with what was copied, as the `\\r` of a
 * list whose lines end as on Windows, and the answer to them would be that there is no such thing.
 *
 * @param next what to do.
 */
export function controlProblems(text: string, place: string, next: string = TAKE_OUT): readonly string[] {
  if (!/\p{Cc}/u.test(text)) return [];
  const shown = terminalText(JSON.stringify(shortText(text, 120)));
  return [describeIssue({ path: place, expected: "a text without control characters", received: `${shown}; ${next}` })];
}
