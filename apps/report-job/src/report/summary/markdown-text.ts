// Blanks of other widths stay; these would command a terminal, end a line, or turn text around.
const HIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u;
// A chat may look for <!channel>, <https://…> and @here before it looks for code; with a space of no width they are none.
const MENTION = /[<@]/;
const ELLIPSIS = "…";

/**
 * Other people's text as code in Markdown: no link, mention, image or markup in it means anything. Its own backticks
 * become apostrophes, because chats know no longer fence than one.
 *
 * @param longest in UTF-16 units, without the two backticks around it.
 */
export function markdownCode(text: string, longest: number): string {
  let shown = "";
  for (const character of text) {
    const next = shownCharacter(character);
    if (shown.length + next.length > longest) {
      while (shown.length >= longest) shown = Array.from(shown).slice(0, -1).join("");
      shown += ELLIPSIS;
      break;
    }
    shown += next;
  }
  // Two backticks without anything between them would begin a longer fence.
  return `\`${shown.trim() || " "}\``;
}

function shownCharacter(character: string): string {
  if (character === "`") return "'";
  if (MENTION.test(character)) return `${character}\u200B`;
  if (!HIDDEN.test(character)) return character;
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
