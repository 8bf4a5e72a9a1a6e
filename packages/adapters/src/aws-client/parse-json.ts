/**
 * Where no number has so many digits, none can be beyond 2^53, and the plain parser is enough. A number stands behind one
 * of these or first; to look for its digits everywhere would take four times as long as the parser does.
 */
const MANY_DIGITS = /[:,[]\s*-?\d{16}/;
const MANY_DIGITS_FIRST = /^\s*-?\d{16}/;
/** Up to 20 digits hold all of 64 bits. Longer ones are no size of anything, and slow to turn into a bigint. */
const INTEGER = /^-?\d{16,20}$/;

type Reviver = (this: unknown, key: string, value: unknown) => unknown;

/**
 * JSON.parse that keeps 64-bit integers exact: a number where it holds all digits, else a bigint.
 *
 * @throws {SyntaxError} the text is not JSON.
 */
export function parseJson(text: string): unknown {
  if (!MANY_DIGITS.test(text) && !MANY_DIGITS_FIRST.test(text)) return JSON.parse(text);
  const exact = (_key: string, value: unknown, context: { readonly source?: string }): unknown => {
    if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
    return context.source !== undefined && INTEGER.test(context.source) ? BigInt(context.source) : value;
  };
  // The third argument came with ES2026 and Node 21; TypeScript's types know two.
  return JSON.parse(text, exact as Reviver);
}
