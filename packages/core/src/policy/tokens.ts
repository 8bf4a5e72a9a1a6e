/** A piece of a rule, and where it begins, counted from 1. */
export interface Token {
  readonly kind: "word" | "number" | "sign" | "percent" | "unknown";
  readonly text: string;
  readonly at: number;
}

const PIECES: readonly (readonly [Token["kind"], RegExp])[] = [
  ["word", /^[A-Za-z_][A-Za-z0-9_.-]*/],
  ["number", /^[0-9]{1,16}(\.[0-9]{1,6})?/],
  ["sign", /^(>=|<=|>|<)/],
  ["percent", /^%/],
  ["unknown", /^\S+?(?=[\s<>%]|$)/],
];

/** Takes a rule apart; blanks part words, and mean nothing else. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const blanks = /^\s+/.exec(rest)?.[0].length ?? 0;
    if (blanks > 0) {
      at += blanks;
      continue;
    }
    for (const [kind, form] of PIECES) {
      const piece = form.exec(rest)?.[0];
      if (piece === undefined) continue;
      tokens.push({ kind, text: piece, at: at + 1 });
      at += piece.length;
      break;
    }
  }
  return tokens;
}
