import stringWidth from "string-width";
import { strangerTitle } from "../stranger-text.tsx";

/**
 * A stranger's text for a drawing: nothing invisible in it, and cut in its middle where it takes more columns of letters
 * than there are, because names of one kind begin alike.
 */
export function labelWithin(text: string, columns: number): string {
  if (text === "") return "(empty text)";
  const shown = strangerTitle(text);
  if (stringWidth(shown) <= columns) return shown;
  const characters = [...shown];
  const end = within(characters.toReversed(), Math.floor((columns - 1) / 3)).reverse();
  const start = within(characters, columns - 1 - stringWidth(end.join("")));
  return `${start.join("")}…${end.join("")}`;
}

function within(characters: readonly string[], columns: number): string[] {
  let width = 0;
  const until = characters.findIndex((character) => {
    width += stringWidth(character);
    return width > columns;
  });
  return characters.slice(0, until);
}
