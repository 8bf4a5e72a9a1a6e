import type { ComponentChildren, JSX } from "preact";

/** The page shows so many letters of a stranger's text; the tables have all of it. */
const LONGEST = 160;

// Control characters; unpaired surrogates; soft hyphen; bidi marks, embeddings and isolates; zero-width space and word
// joiner; line and paragraph separators; byte order mark. Joiners that emoji and scripts need are no trick and stay.
const INVISIBLE =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/u;
const INVISIBLES = new RegExp(`${INVISIBLE.source}+`, "gu");
/** One that is made visible, as \\u{202E}, takes as much of a place as so many letters. */
const CONTROL_LETTERS = 8;

interface StrangerTextProps {
  readonly text: string;
  /** @default 160 */
  readonly longest?: number;
}

/** Other people's text: isolated from ours, its control and direction characters made visible, cut where it is long. */
export function StrangerText({ text, longest = LONGEST }: StrangerTextProps): JSX.Element {
  const { shown, isCut } = cut(text, longest);
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const match of shown.matchAll(INVISIBLES)) {
    if (match.index > from) parts.push(...breakable(shown.slice(from, match.index)));
    parts.push(<span class="control">{visible(match[0])}</span>);
    from = match.index + match[0].length;
  }
  parts.push(...breakable(shown.slice(from)));
  return (
    <bdi>
      {text === "" ? <span class="absent">(empty text)</span> : parts}
      {isCut && <span class="absent">…</span>}
    </bdi>
  );
}

/** Names as EMAIL_MESSAGE_PLAIN_TEXT may break behind their underscores, rather than in a word. */
function breakable(text: string): ComponentChildren[] {
  return text.split(/(?<=_)(?!_)/).flatMap((part, index) => (index === 0 ? [part] : [<wbr key={index} />, part]));
}

/** The same for places that take no elements, as `title`. @param longest in letters */
export function strangerTitle(text: string, longest = 400): string {
  const { shown, isCut } = cut(text, longest);
  return `${shown.replaceAll(INVISIBLES, visible)}${isCut ? "…" : ""}`;
}

/** Symbols for C0 and DEL, as ␊ for a line feed; code points for the rest, as \u{202E}. */
function visible(characters: string): string {
  return Array.from(characters, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? "\u2421" : `\\u{${code.toString(16).toUpperCase()}}`;
  }).join("");
}

function cut(text: string, longest: number): { readonly shown: string; readonly isCut: boolean } {
  let [letters, units] = [0, 0];
  for (const character of text) {
    letters += INVISIBLE.test(character) ? CONTROL_LETTERS : 1;
    if (letters > longest) return { shown: text.slice(0, units), isCut: true };
    units += character.length;
  }
  return { shown: text, isCut: false };
}
