import { createHash } from "node:crypto";
import { isWireObject } from "../connect-state/wire.ts";
import { MemberCheck } from "./check-member.ts";

const check = new MemberCheck("ValidationException");

/** One page of a list, and the token of the next. */
export interface Page<T> {
  readonly entries: readonly T[];
  readonly nextToken?: string;
}

/**
 * Cuts a page out of a list. A token belongs to one query: with any other it is refused, as AWS does.
 *
 * @param query everything that makes the list what it is; the page size may change from page to page.
 */
export function page<T>(all: readonly T[], query: unknown, token: string | undefined, size: number): Page<T> {
  const digest = createHash("sha256").update(canonicalJson(query)).digest("base64url").slice(0, 16);
  const from = token === undefined ? 0 : offsetOf(token, digest);
  const entries = all.slice(from, from + size);
  const next = from + size;
  if (next >= all.length) return { entries };
  return { entries, nextToken: Buffer.from(`${digest}.${next}`).toString("base64url") };
}

/** JSON with members in one order: a client may write them in any, and means the same query. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    isWireObject(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}

function offsetOf(token: string, digest: string): number {
  const [owner, offset] = Buffer.from(token, "base64url").toString("latin1").split(".");
  if (owner !== digest || offset === undefined || !/^\d{1,12}$/.test(offset)) {
    return check.refuse("The nextToken is not valid for this request.");
  }
  return Number(offset);
}
