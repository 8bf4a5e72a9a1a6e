import { isSourceError, SourceError, show } from "@attached-files/core";
import type { RawPage } from "./cases-operations.ts";

/** One page of a listing, and where it stands. */
export interface FollowedPage {
  readonly raw: RawPage;
  /** The token that led here; undefined on the first page. */
  readonly token: string | undefined;
  /** Undefined on the last page. */
  readonly nextToken: string | undefined;
}

/** Tokens of Cases expire after 24 hours; clocks and retries take their share. */
const TOKEN_LIFE_MS = 23 * 60 * 60 * 1000;

/**
 * Follows a listing to its end. A token that the service no longer takes makes it start afresh, once; a refusal that has
 * nothing to do with the token would only come again, and is thrown. Tokens that go round in a circle are found with a
 * fixed amount of memory (Brent's algorithm).
 *
 * @param from where to go on; undefined is the beginning.
 * @throws {SourceError} UnexpectedAnswer, where the tokens repeat; else what the call threw.
 */
export async function* followPages(
  operation: string,
  fetchPage: (token: string | undefined) => Promise<RawPage>,
  from?: string,
  now: () => number = Date.now,
): AsyncGenerator<FollowedPage, void, undefined> {
  let token = from;
  // Nobody knows how old a token is that was given from outside.
  let receivedAt = Number.NEGATIVE_INFINITY;
  let restarted = false;
  let anchor = from;
  let steps = 0;
  let reach = 1;
  while (true) {
    let raw: RawPage;
    try {
      raw = await fetchPage(token);
    } catch (error) {
      if (token === undefined || restarted || !isTokenAtFault(error, now() - receivedAt)) throw error;
      restarted = true;
      token = anchor = undefined;
      steps = 0;
      reach = 1;
      continue;
    }
    const nextToken = readNextToken(operation, raw);
    receivedAt = now();
    yield { raw, token, nextToken };
    if (nextToken === undefined) return;
    if (nextToken === token || nextToken === anchor) {
      const message = `${operation} repeats its nextToken, so that its pages would never end`;
      throw new SourceError("UnexpectedAnswer", message, { operation });
    }
    steps += 1;
    if (steps === reach) {
      anchor = nextToken;
      steps = 0;
      reach *= 2;
    }
    token = nextToken;
  }
}

function isTokenAtFault(error: unknown, ageMs: number): boolean {
  return speaksOfToken(error) || (ageMs > TOKEN_LIFE_MS && isSourceError(error, "InvalidRequestException"));
}

/** Whether a refusal is about the token. Only the message can tell: the error's name is that of every wrong request. */
export function speaksOfToken(error: unknown): boolean {
  return isSourceError(error, "InvalidRequestException") && /token|cursor/i.test(error.message);
}

/**
 * Reads a list that the service's model promises. An absent one is refused: taken for empty, an answer that says nothing
 * would count as a discovery that found nothing.
 */
export function readList(operation: string, raw: RawPage, name: string): readonly unknown[] {
  const list = raw[name];
  if (Array.isArray(list)) return list;
  throw new SourceError("UnexpectedAnswer", `${operation}: expected ${name} to be a list, received ${show(list)}`, {
    operation,
  });
}

function readNextToken(operation: string, raw: RawPage): string | undefined {
  const token = raw.nextToken;
  if (token === undefined || token === null || token === "") return undefined;
  if (typeof token === "string") return token;
  throw new SourceError("UnexpectedAnswer", `${operation}: expected nextToken to be a text, received ${show(token)}`, {
    operation,
  });
}
