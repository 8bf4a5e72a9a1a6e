import { SECRET_NAME, SHORTEST_SECRET } from "./secret-values.ts";

const HIDDEN = "[secret]";

/** Deeper ones are circles, or nothing that a line of a log should hold. */
const DEEPEST = 6;

const NAME =
  "(?:secret|passw(?:or)?d|passphrase|token|cookie|credentials?|(?:private|access|api|redact)[-_]?key(?:[-_]?id)?|signature)";

/** What looks like a secret wherever it stands, and what is shown instead. All of them look at a bounded piece of text. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/(authorization["']?\s{0,3}[:=]\s{0,3}["']?)[^"'\n]{1,20000}/gi, `$1${HIDDEN}`],
  [new RegExp(`(${NAME}["']?\\s{0,3}[:=]\\s{0,3}")[^"]{1,20000}`, "gi"), `$1${HIDDEN}`],
  [new RegExp(`(${NAME}["']?\\s{0,3}[:=]\\s{0,3}')[^']{1,20000}`, "gi"), `$1${HIDDEN}`],
  [new RegExp(`(${NAME}\\s{0,3}=\\s{0,3})[^\\s&"',;<>()]{1,20000}`, "gi"), `$1${HIDDEN}`],
  // A colon without a quote ends the name of an error, too ('ExpiredToken: The …'): only what is no word is hidden.
  // Brackets stand in the path of a setting.
  [new RegExp(`(${NAME}:\\s{0,3})[^\\s&"',;<>()[\\]]{16,20000}`, "gi"), `$1${HIDDEN}`],
  [/(bearer\s{1,3})[A-Za-z0-9._~+/=-]{16,20000}/gi, `$1${HIDDEN}`],
  [/(:\/\/)[^\s/@:"']{0,200}:[^\s/@"']{1,2000}@/g, `$1${HIDDEN}@`],
  // A token as the user's name, without a password.
  [/(:\/\/)[^\s/@:"']{16,2000}@/g, `$1${HIDDEN}@`],
  // Webhooks of Slack, Teams and Azure: whoever knows the path, or its signature, can write.
  [/(hooks\.slack(?:-gov)?\.com\/)[^\s"'<>]{8,2000}/gi, `$1${HIDDEN}`],
  [/(webhook\.office(?:365)?\.com\/)[^\s"'<>]{8,2000}/gi, `$1${HIDDEN}`],
  [/([?&]sig=)[^\s&"'<>]{8,2000}/gi, `$1${HIDDEN}`],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, HIDDEN],
  // How session tokens of AWS STS begin.
  [/\b(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[A-Za-z0-9+/=_%-]{1,20000}/g, HIDDEN],
  [/\beyJ[\w-]{8,2000}\.[\w-]{8,4000}\.[\w-]{0,2000}/g, HIDDEN],
  [/-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]{0,20000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g, HIDDEN],
];

/** Keeps secrets out of what is shown. */
export interface Redaction {
  text(text: string): string;
  /** The same within an object, and nothing at all of what a secret's name stands before. */
  value(value: unknown): unknown;
}

/** @param known secrets that are hidden by their value, as they are and as they stand in a URL. */
export function redaction(known: readonly string[]): Redaction {
  // The longest first: what is left of a secret that holds another one would be a piece of it.
  const spellings = [...new Set(known.flatMap(spellingsOf))].sort((one, other) => other.length - one.length);
  const text = (given: string): string => {
    let shown = given;
    for (const spelling of spellings) shown = shown.replaceAll(spelling, HIDDEN);
    for (const [shape, instead] of SHAPES) shown = shown.replace(shape, instead);
    return shown;
  };
  const value = (given: unknown, depth: number): unknown => {
    if (typeof given === "string") return text(given);
    if (given instanceof Error) return text(`${given.name}: ${given.message}`);
    if (given instanceof Date || typeof given !== "object" || given === null) return given;
    if (depth >= DEEPEST) return "[deeper]";
    if (Array.isArray(given)) return given.map((item: unknown) => value(item, depth + 1));
    return Object.fromEntries(
      Object.entries(given).map(([name, member]: [string, unknown]) => {
        const isHidden = SECRET_NAME.test(name) && (typeof member === "string" || typeof member === "object");
        return [text(name), isHidden && member !== null ? HIDDEN : value(member, depth + 1)];
      }),
    );
  };
  return { text, value: (given) => value(given, 0) };
}

/** As it is, as it stands in a URL, and each of its lines, which a text may have taken apart. */
function spellingsOf(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n/).filter((line) => line.length >= SHORTEST_SECRET);
  return [secret, ...lines, ...(secret.isWellFormed() ? [encodeURIComponent(secret)] : [])];
}
