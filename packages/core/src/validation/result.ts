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

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refuse<T>(issues: readonly Issue[]): Result<T> {
  return { ok: false, issues };
}

const LONGEST_SHOWN = 120;

/** Shows any value in one short line: strings in quotes, lists and objects by their size. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (typeof value === "string") return JSON.stringify(cut(value));
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return `an object with ${Object.keys(value).length} members`;
  return cut(String(value));
}

/** One line a person can act on: place, expectation, finding. */
export function describeIssue(issue: Issue): string {
  const place = issue.path === "" ? "" : `${issue.path}: `;
  return `${place}expected ${issue.expected}, received ${issue.received}`;
}

function cut(text: string): string {
  if (text.length <= LONGEST_SHOWN) return text;
  return `${text.slice(0, LONGEST_SHOWN).toWellFormed()}… (${text.length} characters)`;
}
