/** What must never reach a message: AWS quotes whole requests in signature errors, session token included. */
const SECRETS: readonly [RegExp, string][] = [
  [/The Canonical String for this request[\s\S]*/i, "(the request that AWS quotes here is left out)"],
  [
    /\b((?:x-amz-)?security-token|session-?token|secret-?access-?key|authorization)(["']?\s*[:=]\s*["']?)[^\s"'<>&,;]+(?:\s+Credential=\S+)?/gi,
    "$1$2***",
  ],
  [/\b(X-Amz-(?:Credential|Signature|Security-Token)|Credential|Signature)=[^\s"'<>&,;]+/gi, "$1=***"],
  [/\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g, "$1***"],
];

/** Takes credentials, and whatever looks like them, out of a text. */
export function redact(text: string): string {
  return SECRETS.reduce((kept, [secret, instead]) => kept.replace(secret, instead), text);
}

const LONGEST = 200;

/** Shows the beginning of a stranger's text in one line: no control or direction marks, no secrets. */
export function excerpt(text: string): string {
  const line = redact(text.slice(0, 4 * LONGEST))
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  const characters = Array.from(line);
  return (
    JSON.stringify(characters.slice(0, LONGEST).join("")) +
    (characters.length > LONGEST || text.length > 4 * LONGEST ? "…" : "")
  );
}
