import { createHash } from "node:crypto";
import { canonicalJson } from "../connect-state/canonical-json.ts";
import { MemberCheck } from "./check-member.ts";

/** One page of a list, and the token of the next. */
export interface Page<T> {
  readonly entries: readonly T[];
  readonly nextToken?: string;
}

const CASES_CHECK = new MemberCheck("ValidationException");

/** How long a token is good for: AWS says so of its own. */
const TOKEN_LIFE_MS = 24 * 3_600_000;

/** Which page, and when it is asked for. */
export interface PageRequest {
  readonly token: string | undefined;
  /** How many entries at the most. */
  readonly size: number;
  readonly now: Date;
}

/**
 * Cuts a page out of a list. A token belongs to one query and to a day: with any other query, or later, it is refused.
 *
 * @param query everything that makes the list what it is; the page size may change from page to page.
 * @param check how the service refuses a token.
 */
export function page<T>(
  all: readonly T[],
  query: unknown,
  { token, size, now }: PageRequest,
  check: MemberCheck = CASES_CHECK,
): Page<T> {
  const digest = createHash("sha256").update(canonicalJson(query)).digest("base64url").slice(0, 16);
  const from = token === undefined ? 0 : offsetOf(token, digest, now.getTime(), check);
  const entries = all.slice(from, from + size);
  const next = from + size;
  if (next >= all.length) return { entries };
  return { entries, nextToken: Buffer.from(`${digest}.${next}.${now.getTime()}`).toString("base64url") };
}

function offsetOf(token: string, digest: string, now: number, check: MemberCheck): number {
  const [owner, offset, issuedAt] = Buffer.from(token, "base64url").toString("latin1").split(".");
  const isNumber = (text: string | undefined) => text !== undefined && /^-?\d{1,16}$/.test(text);
  if (owner !== digest || !isNumber(offset) || !isNumber(issuedAt)) {
    return check.refuse("The nextToken is not valid for this request.");
  }
  if (now - Number(issuedAt) > TOKEN_LIFE_MS) return check.refuse("The nextToken has expired.");
  return Number(offset);
}
