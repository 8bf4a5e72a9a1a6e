import { show } from "../validation/result.ts";
import type { Note } from "./irregularity.ts";

/**
 * Who created a file: a tagged union of which exactly one member is set.
 * A member that this version does not know keeps its name and value.
 */
export type CreatedBy =
  | { readonly kind: "ConnectUserArn"; readonly arn: string }
  | { readonly kind: "AWSIdentityArn"; readonly arn: string }
  | { readonly kind: "unknown"; readonly name: string; readonly value: unknown };

/** Reads the union as it stands in an answer. Members that are null count as not set. */
export function parseCreatedBy(raw: unknown, path: string, note: Note): CreatedBy | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw !== "object" || Array.isArray(raw)) {
    note({ kind: "wrong-type", path, detail: `expected an object with one member, received ${show(raw)}` });
    return undefined;
  }
  const members = Object.entries(raw).filter(([name, value]) => name !== "__type" && value !== null);
  const [first, ...others] = members;
  if (first === undefined) {
    note({ kind: "missing-member", path, detail: "a union with no member set" });
    return undefined;
  }
  for (const [name, value] of others) {
    note({ kind: "unknown-union-member", path: `${path}.${name}`, detail: `a second member of a union: ${show(value)}` });
  }
  const [name, value] = first;
  if ((name === "ConnectUserArn" || name === "AWSIdentityArn") && typeof value === "string") {
    return { kind: name, arn: value };
  }
  note({ kind: "unknown-union-member", path: `${path}.${name}`, detail: show(value) });
  return { kind: "unknown", name, value };
}

/** The union in the operation's own form, an unknown member under its own name. */
export function createdByToOperation(createdBy: CreatedBy): Record<string, unknown> {
  if (createdBy.kind === "unknown") return { [createdBy.name]: createdBy.value };
  return { [createdBy.kind]: createdBy.arn };
}
