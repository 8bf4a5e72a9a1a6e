import { cut, show } from "../validation/result.ts";
import type { Note } from "./irregularity.ts";

export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads a text member; null counts as absent, and the empty text is kept as what it is. */
export function readText(
  raw: Record<string, unknown>,
  name: string,
  path: string,
  note: Note,
  presence: "required" | "optional",
): string | undefined {
  const value = raw[name];
  if (typeof value === "string") return value;
  if (value !== undefined && value !== null) {
    note({ kind: "wrong-type", path: memberPath(path, name), detail: `expected a text, received ${show(value)}` });
  } else if (presence === "required") {
    note({ kind: "missing-member", path: memberPath(path, name), detail: show(value) });
  }
  return undefined;
}

/** The place of a member. Names that the service chose can be of any length, and a place is one short line. */
export function memberPath(path: string, name: string): string {
  return path === "" ? cut(name) : `${path}.${cut(name)}`;
}

/** Collects the members that the model does not know, each noted by name; undefined where there is none. */
export function readUnknownMembers(
  raw: Record<string, unknown>,
  known: ReadonlySet<string>,
  path: string,
  note: Note,
): Record<string, unknown> | undefined {
  let unknown: [string, unknown][] | undefined;
  for (const name of Object.keys(raw)) {
    // `__type` is the protocol's own name tag, not a member of the shape.
    if (known.has(name) || name === "__type" || raw[name] === undefined) continue;
    unknown ??= [];
    unknown.push([name, raw[name]]);
    note({ kind: "unknown-member", path: memberPath(path, name), detail: show(raw[name]) });
  }
  return unknown === undefined ? undefined : Object.fromEntries(unknown);
}
