import { isWireObject, type WireObject } from "../../connect-state/wire.ts";
import { MemberCheck, wrong } from "../check-member.ts";

/** How the operations of Cases refuse a request. */
export const check: MemberCheck = new MemberCheck("ValidationException");

/** Reads a required structure. */
export function readObject(value: unknown, path: string): WireObject {
  return isWireObject(value) ? value : check.refuse(wrong(value, path, "an object"));
}

/** Reads an optional structure. */
export function readOptionalObject(value: unknown, path: string): WireObject | undefined {
  return value === undefined || value === null ? undefined : readObject(value, path);
}

/** Reads a member of a closed enum. */
export function readOneOf<Name extends string>(value: unknown, path: string, known: readonly Name[]): Name {
  const found = known.find((name) => name === value);
  return found ?? check.refuse(wrong(value, path, `one of ${known.join(", ")}`));
}

/** Reads a text that a pattern of the model must match. The model anchors none of its patterns; the fake takes each for the whole text. */
export function readMatching(value: unknown, path: string, least: number, most: number, pattern: RegExp): string {
  const text = check.text(value, path, least, most);
  return pattern.test(text) ? text : check.refuse(`${path} must match ${pattern.source}`);
}

export interface UnionMember<Name extends string> {
  readonly name: Name;
  readonly value: unknown;
  readonly path: string;
}

/** Reads a union: exactly one member, of those that are known. Members of null are absent, as everywhere in rest-json. */
export function readUnion<Name extends string>(
  union: unknown,
  path: string,
  known: readonly Name[],
): UnionMember<Name> {
  const members = Object.entries(readObject(union, path)).filter(([, value]) => value !== null);
  const [member] = members;
  const name = known.find((each) => each === member?.[0]);
  if (member === undefined || members.length > 1 || name === undefined) {
    return check.refuse(`${path} must have exactly one member, of ${known.join(", ")}`);
  }
  return { name, value: member[1], path: `${path}.${name}` };
}
