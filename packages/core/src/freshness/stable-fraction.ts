/**
 * A fraction in [0, 1) of a text, evenly spread over texts, and the same for ever: what was remembered by it stays right.
 * Of a resource, so that its files, which one call asks for, fall due together.
 *
 * The algorithm is cyrb53 with seed 0, over UTF-16 code units, divided by 2^53. It is no protection against somebody who
 * looks for texts of the same fraction.
 *
 * @see https://github.com/bryc/code/blob/master/jshash/experimental/cyrb53.js (public domain, read 2026-11)
 */
export function stableFraction(text: string): number {
  let high = 0x41c6ce57;
  let low = 0xdeadbeef;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 2_654_435_761);
    high = Math.imul(high ^ unit, 1_597_334_677);
  }
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  return ((high & 0x1f_ffff) * 2 ** 32 + (low >>> 0)) / 2 ** 53;
}
