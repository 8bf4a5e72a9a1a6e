const LONGEST = 300;

/** A text in one line without characters that anything would obey, cut where it is long. */
export function plainText(text: string, longest = LONGEST): string {
  const line = text
    .slice(0, 4 * longest)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest).toWellFormed()}…`;
}
