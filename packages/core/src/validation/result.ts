/** One thing wrong with an input: where it stands, what was expected there and what was found. */
export interface Issue {
  /** Place in the input, as `FileIds[3]` or `scopes[0].region`; empty for the input as a whole. */
  readonly path: string;
  /** The allowed range, in words. */
  readonly expected: string;
  /** What was found, shortened to 120 characters. */
  readonly received: string;
}

/** The answer of every `parseX`: the value, or every issue at once. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** The result of input that was fine. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** The result of input with something wrong in it. */
export function refuse<T>(issues: readonly Issue[]): Result<T> {
  return { ok: false, issues };
}

const LONGEST_SHOWN = 120;

/** Shows any value in one short line: texts in quotes, lists and objects by their size, never by their own methods. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (typeof value === "string") return cut(value, visible);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return countMembers(Object.keys(value).length);
  // A function or symbol has a text of its own, which may be long, have line breaks, or throw.
  if (typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
  return cut(String(value));
}

/** What looks like nothing, and comes along when a text is copied from a chat or a page, is shown as JSON writes it. */
function visible(text: string): string {
  return JSON.stringify(text).replace(
    /[\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** One line a person can act on: place, expectation, finding. */
export function describeIssue(issue: Issue): string {
  const place = issue.path === "" ? "" : `${issue.path}: `;
  return `${place}expected ${issue.expected}, received ${issue.received}`;
}

/** Shortens strangers' text to 120 characters, and says how many there were. */
export function cut(text: string, format = (kept: string): string => kept): string {
  if (text.length <= LONGEST_SHOWN) return format(text);
  return `${format(text.slice(0, LONGEST_SHOWN).toWellFormed())}… (${text.length} characters)`;
}

function countMembers(count: number): string {
  return `an object with ${count} ${count === 1 ? "member" : "members"}`;
}
