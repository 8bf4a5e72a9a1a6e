import { likelyRegion } from "../config/likely-region.ts";

/** A name of AWS's that nobody knows, with the Region in it. */
const NOT_FOUND = /\bENOTFOUND\b.{0,300}?\.([a-z0-9-]{1,63})\.amazonaws\.com\b/;

/** What a name that was not found says of a Region that is misspelt, as `did you mean the Region eu-central-1?`; null where it says nothing. */
export function regionHint(text: string): string | null {
  const likely = likelyRegion(NOT_FOUND.exec(text)?.[1] ?? "");
  return likely === undefined ? null : `did you mean the Region ${likely}?`;
}
