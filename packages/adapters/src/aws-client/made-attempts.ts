import type { HttpAnswer } from "./sdk-client.ts";

/** How an attempt ended: with an answer, read to its end, or with an error. */
export type Attempt = { readonly answer: HttpAnswer; readonly bytes: Buffer } | { readonly error: unknown };

/**
 * First attempts that were made without the SDK and did not succeed. It is given the call from its beginning, and takes
 * what is here for its own first attempt; so exceptions, retries, waiting and clock correction are all its own.
 */
export interface MadeAttempts {
  /** @param input that of the call's command. */
  give(input: object, attempt: Attempt): void;
  has(input: unknown): boolean;
  /** Gives it out once. */
  take(input: unknown): Attempt | undefined;
}

export function madeAttempts(): MadeAttempts {
  const byInput = new WeakMap<object, Attempt>();
  return {
    give: (input, attempt) => void byInput.set(input, attempt),
    has: (input) => byInput.has(input as object),
    take: (input) => {
      const attempt = byInput.get(input as object);
      byInput.delete(input as object);
      return attempt;
    },
  };
}
