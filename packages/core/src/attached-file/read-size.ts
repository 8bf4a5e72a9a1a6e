import { show } from "../validation/result.ts";
import type { Note } from "./irregularity.ts";

/** The most that 64 bits hold. */
const MOST_BYTES = 9_223_372_036_854_775_807n;

/** Reads FileSizeInBytes. A text is no size: the operation sends a JSON number. */
export function readSize(raw: unknown, path: string, note: Note): number | bigint | undefined {
  if (raw === undefined || raw === null) {
    note({ kind: "missing-member", path, detail: show(raw) });
    return undefined;
  }
  if (typeof raw !== "bigint" && !(typeof raw === "number" && Number.isSafeInteger(raw))) {
    note({ kind: "wrong-type", path, detail: `expected a 64-bit integer, received ${show(raw)}` });
    return undefined;
  }
  if (raw < 1 || raw > MOST_BYTES) {
    // The model says at least 1; what was answered is kept all the same, unless no 64-bit column could hold it.
    note({ kind: "out-of-range", path, detail: `expected 1 to 2^63 - 1 bytes, received ${show(raw)}` });
    if (raw > MOST_BYTES || raw < -MOST_BYTES - 1n) return undefined;
  }
  const number = Number(raw);
  // Adding 0 turns -0, which JSON can hold, into the 0 that everybody else has.
  return Number.isSafeInteger(number) ? number + 0 : raw;
}
