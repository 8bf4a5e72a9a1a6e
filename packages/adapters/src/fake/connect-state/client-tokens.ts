import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";
import type { WireObject } from "./wire.ts";

/** A request that was answered. */
export interface RememberedToken {
  readonly owner: string;
  readonly token: string;
  /** Of the request. */
  readonly digest: string;
  readonly answer: WireObject;
}

/** What was answered to requests that came with a token of the client's, so that a repeated request does nothing twice. */
export class ClientTokens {
  readonly #remembered = new Map<string, RememberedToken>();

  /**
   * Answers a request once. How long AWS remembers a token is published nowhere; the fake never forgets one.
   *
   * @param owner whose token it is: the operation and the resource, say.
   * @param conflict called where the token came before with another request; throws.
   */
  once(
    owner: string,
    token: string | undefined,
    request: unknown,
    answer: () => WireObject,
    conflict: () => never,
  ): WireObject {
    if (token === undefined || token === "") return answer();
    const digest = createHash("sha256").update(canonicalJson(request)).digest("base64url");
    const before = this.#remembered.get(keyOf(owner, token));
    if (before !== undefined) return before.digest === digest ? before.answer : conflict();
    const first = answer();
    this.remember({ owner, token, digest, answer: first });
    return first;
  }

  remember(remembered: RememberedToken): void {
    this.#remembered.set(keyOf(remembered.owner, remembered.token), remembered);
  }

  get all(): Iterable<RememberedToken> {
    return this.#remembered.values();
  }

  clear(): void {
    this.#remembered.clear();
  }
}

function keyOf(owner: string, token: string): string {
  return JSON.stringify([owner, token]);
}
