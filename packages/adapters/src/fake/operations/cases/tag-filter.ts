import type { WireObject } from "../../connect-state/wire.ts";
import { readMatching, readObject, readUnion } from "./cases-members.ts";
import type { Takes } from "./filter-tree.ts";

// As in the model of October 2026.
const KEY = /^[a-zA-Z0-9 _.:/=+\-@]+$/;
const VALUE = /^[a-zA-Z0-9 _.:/=+\-@]*$/;

/** Reads a filter for tags. The model requires neither key nor value; what AWS does without one is unknown, and here it does not matter then. */
export function readTagFilter(filter: unknown, path: string): Takes<WireObject> {
  const { value: tag, path: at } = readUnion(filter, path, ["equalTo"]);
  const wanted = readObject(tag, at);
  const key = readOptional(wanted.key, `${at}.key`, 1, 128, KEY);
  const value = readOptional(wanted.value, `${at}.value`, 0, 256, VALUE);
  return (tags) =>
    Object.entries(tags).some(
      ([name, held]) => (key === undefined || name === key) && (value === undefined || held === value),
    );
}

function readOptional(value: unknown, path: string, least: number, most: number, pattern: RegExp): string | undefined {
  return value === undefined || value === null ? undefined : readMatching(value, path, least, most, pattern);
}
