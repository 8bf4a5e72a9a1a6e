import { show } from "../validation/result.ts";
import type { Note } from "./irregularity.ts";
import { noteTags } from "./note-out-of-range.ts";
import { isPlainObject, memberPath } from "./read-member.ts";

/** Reads Tags; what is no text is noted and left out, and more than the model allows are noted and kept. */
export function readTags(raw: unknown, path: string, note: Note): Record<string, string> | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (!isPlainObject(raw)) {
    note({ kind: "wrong-type", path, detail: `expected a map of texts, received ${show(raw)}` });
    return undefined;
  }
  const given = Object.entries(raw);
  if (given.every(isText)) {
    noteTags(given.length, path, note);
    return { ...(raw as Record<string, string>) };
  }
  const entries: [string, string][] = [];
  for (const [key, value] of given) {
    if (typeof value === "string") entries.push([key, value]);
    else note({ kind: value === null ? "null-entry" : "wrong-type", path: memberPath(path, key), detail: show(value) });
  }
  noteTags(entries.length, path, note);
  // fromEntries defines own members, so that a tag named __proto__ is a tag like any other.
  return Object.fromEntries(entries);
}

function isText([, value]: readonly [string, unknown]): boolean {
  return typeof value === "string";
}
