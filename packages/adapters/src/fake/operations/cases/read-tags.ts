import type { WireObject } from "../../connect-state/wire.ts";
import { check, readMatching, readOptionalObject } from "./cases-members.ts";

// As in the model of October 2026.
const KEY = /^(?![aA][wW][sS]:)[a-zA-Z0-9 _.:/=+\-@]+$/;

/** Reads `tags` of what is created. The model limits keys and their number, and says nothing of values. */
export function readTags(value: unknown): WireObject | undefined {
  const tags = readOptionalObject(value, "tags");
  if (tags === undefined) return undefined;
  const entries = Object.entries(tags);
  if (entries.length > 50) check.refuse(`tags must have 0 to 50 entries, and has ${entries.length}`);
  for (const [key, text] of entries) {
    readMatching(key, "a key of tags", 1, 128, KEY);
    if (typeof text !== "string") check.refuse(`tags.${key} must be a string`);
  }
  return tags;
}
