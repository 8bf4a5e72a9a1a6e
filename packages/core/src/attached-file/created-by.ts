import { show } from "../validation/result.ts";
import type { Note } from "./irregularity.ts";
import { isPlainObject, memberPath } from "./read-member.ts";

/**
 * Who created a file: a tagged union of which exactly one member is set.
 * A member that this version does not know keeps its name and value.
 */
export type CreatedBy =
  | { readonly kind: "ConnectUserArn"; readonly arn: string }
  | { readonly kind: "AWSIdentityArn"; readonly arn: string }
  | { readonly kind: "unknown"; readonly name: string; readonly value: unknown };

/**
 * Reads the union as it stands in an answer. Members that are null count as not set. Where more than one is set, against
 * the model, one that is known is kept and the others are noted.
 */
export function parseCreatedBy(raw: unknown, path: string, note: Note): CreatedBy | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (!isPlainObject(raw)) {
    note({ kind: "wrong-type", path, detail: `expected an object with one member, received ${show(raw)}` });
    return undefined;
  }
  const set = Object.keys(raw).filter((name) => name !== "__type" && raw[name] !== undefined && raw[name] !== null);
  const kept = set.find((name) => isKnown(name) && typeof raw[name] === "string") ?? set[0];
  if (kept === undefined) {
    note({ kind: "missing-member", path, detail: "a union with no member set" });
    return undefined;
  }
  for (const name of set) {
    if (name === kept) continue;
    const detail = `a second member of a union: ${show(raw[name])}`;
    note({ kind: "unknown-union-member", path: memberPath(path, name), detail });
  }
  const value = raw[kept];
  if (isKnown(kept) && typeof value === "string") return { kind: kept, arn: value };
  note({ kind: "unknown-union-member", path: memberPath(path, kept), detail: show(value) });
  return { kind: "unknown", name: kept, value };
}

function isKnown(name: string): name is "ConnectUserArn" | "AWSIdentityArn" {
  return name === "ConnectUserArn" || name === "AWSIdentityArn";
}

/** The union in the operation's own form, an unknown member under its own name. */
export function createdByToOperation(createdBy: CreatedBy): Record<string, unknown> {
  if (createdBy.kind === "unknown") return { [createdBy.name]: createdBy.value };
  return { [createdBy.kind]: createdBy.arn };
}
