import { createHash } from "node:crypto";

/** How the files of a domain are found: all at once, or case by case. */
export type Method = "all" | "cases";

/** Where a discovery stands: everything before it has been seen. */
export interface Position {
  /** Domains that are finished. */
  readonly done: readonly string[];
  /** The domain that is under way; absent between domains. */
  readonly domainId?: string;
  readonly method?: Method;
  /** The service's token for the next page of that domain; absent at its beginning. */
  readonly token?: string;
  /** Cases seen before that page; only case by case. */
  readonly seen?: number;
  /** Cases that might not be searched so far, in all domains: what goes on behind them has not seen everything. */
  readonly denied?: number;
  /** Items that could not be read so far, likewise. */
  readonly unread?: number;
}

export const START: Position = { done: [] };

/** Longer ones are not of our making: a service's token is below 10 kB. */
const LONGEST = 200_000;

/**
 * Names what a position belongs to; with other options an old position means nothing. So a place in a search that goes back
 * to a moment is none in a search for everything, which has another order, nor in one that goes back further.
 */
export function scopeOf(
  instanceId: string | undefined,
  domainIds: readonly string[] | undefined,
  attachedSinceMs: number | undefined,
): string {
  const text = JSON.stringify([instanceId ?? null, domainIds ?? null, attachedSinceMs ?? null]);
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}

export function toResumeToken(position: Position, scope: string): string {
  return Buffer.from(JSON.stringify({ v: 1, scope, ...position })).toString("base64url");
}

/** Reads a resume token; undefined, which is to start afresh, for any that is not wholly understood. */
export function fromResumeToken(text: unknown, scope: string): Position | undefined {
  if (typeof text !== "string" || text.length > LONGEST) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
  if (typeof json !== "object" || json === null) return undefined;
  const { v, scope: itsScope, done, domainId, method, token, seen, denied, unread } = json as Record<string, unknown>;
  const understood =
    v === 1 &&
    itsScope === scope &&
    Array.isArray(done) &&
    done.every((id) => typeof id === "string") &&
    isOptional(domainId, "string") &&
    (method === undefined || method === "all" || method === "cases") &&
    isOptional(token, "string") &&
    isOptionalCount(seen) &&
    isOptionalCount(denied) &&
    isOptionalCount(unread) &&
    (domainId === undefined) === (method === undefined);
  if (!understood) return undefined;
  const { v: _v, scope: _scope, ...position } = json as Record<string, unknown>;
  return position as unknown as Position;
}

function isOptionalCount(value: unknown): boolean {
  return value === undefined || (Number.isSafeInteger(value) && (value as number) >= 0);
}

function isOptional(value: unknown, type: string): boolean {
  return value === undefined || typeof value === type;
}
