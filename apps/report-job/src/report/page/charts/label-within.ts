import stringWidth from "string-width";
import { strangerTitle } from "../stranger-text.tsx";

/** A stranger's text for a drawing: nothing invisible in it, and cut where it takes more columns of letters than there are. */
export function labelWithin(text: string, columns: number): string {
  if (text === "") return "(empty text)";
  const shown = strangerTitle(text);
  if (stringWidth(shown) <= columns) return shown;
  let [kept, width] = ["", 1];
  for (const character of shown) {
    width += stringWidth(character);
    if (width > columns) break;
    kept += character;
  }
  return `${kept}…`;
}
