/**
 * A part of a line: words that may hold a stranger's, a name that people copy (a slot, a path, a command), or a sentence of
 * this program alone.
 */
type Piece = string | { readonly code: string } | { readonly own: string };

/** A line of a message, for people. */
export type Line = readonly Piece[];

/** Nothing in such a name is markup within the ticks of code in Slack; what has more in it is neutralised as any text. */
const COPYABLE = /^[\p{L}\p{M}\p{N} ._~:;/\\+=,()#%-]+$/u;

/** Whether a name may stand as it is, so that it can be copied. */
export function isCopyable(name: string): boolean {
  return COPYABLE.test(name) && name.trim() === name;
}

/** A line without any markup. */
export function lineText(line: Line): string {
  return line.map(pieceText).join("");
}

/** A part of a line without any markup. */
export function pieceText(piece: Piece): string {
  if (typeof piece === "string") return piece;
  return "code" in piece ? piece.code : piece.own;
}

/** Lines one after another, with commas between them. */
export function listed(lines: readonly Line[]): Line {
  return lines.flatMap((line, index) => (index === 0 ? line : [", ", ...line]));
}
