import { secretValues } from "../observe/secret-values.ts";
import { redaction } from "../observe/secrets.ts";
import { plainText } from "./plain-text.ts";

/** Of a stranger's words. */
const LONGEST_TEXT = 600;
/** Of an error of the program's own, in which strangers' words are cut already: its instruction stands before all that is longer, or at its end. */
const LONGEST_OWN_TEXT = 1_400;
const LONGEST_OWN_END = 400;

/** Its secrets are shown to nobody. */
export type Environment = Parameters<typeof secretValues>[0];

/** A text in one line, cut, and without the secrets of the environment. */
export function toldText(text: string, environment: Environment): string {
  return plainText(inOneLine(text, environment), LONGEST_TEXT);
}

/** The same of an error of the program's own: one that is too long is cut in its middle, so that it says what to do. */
export function ownText(text: string, environment: Environment): string {
  const shown = plainText(inOneLine(text, environment), Number.MAX_SAFE_INTEGER);
  if (shown.length <= LONGEST_OWN_TEXT + LONGEST_OWN_END) return shown;
  return `${plainText(shown, LONGEST_OWN_TEXT)} ${plainText(shown.slice(-LONGEST_OWN_END).toWellFormed(), LONGEST_OWN_END)}`;
}

function inOneLine(text: string, environment: Environment): string {
  const shown = redaction(secretValues(environment)).text(text);
  return shown.replace(/(?<![.:;,])\s*\n\s*/g, "; ");
}
