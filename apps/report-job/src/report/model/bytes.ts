import type { Bytes } from "../report-schema.ts";

/** A number of bytes as JSON can hold it: beyond 2^53 - 1 as its digits, so that none is lost. */
export function toBytes(amount: bigint): Bytes {
  const number = Number(amount);
  return Number.isSafeInteger(number) ? number : String(amount);
}
