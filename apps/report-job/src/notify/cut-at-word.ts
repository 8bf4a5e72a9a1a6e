/** A text of so many characters at most: one that is longer ends with its last whole word that fits, and '…'. */
export function cutAtWord(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const room = text.slice(0, longest - 1);
  // A word that goes on behind it is left out, unless it is nearly all that there is.
  const end = text[longest - 1] === " " ? room.length : room.lastIndexOf(" ");
  const kept = room.slice(0, end > longest / 2 ? end : room.length).toWellFormed();
  return `${kept.replace(/[\s,;:]+$/u, "")}…`;
}
