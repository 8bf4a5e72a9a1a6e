import type { WireObject } from "../../connect-state/wire.ts";

/** A field's value made ready for comparing: kinds come in one order, so that any list of values can be sorted. */
export interface Comparable {
  readonly kind: "boolean" | "number" | "time" | "text" | "user";
  readonly value: number | string;
}

const KINDS: readonly Comparable["kind"][] = ["boolean", "number", "time", "text", "user"];

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;

/**
 * Reads the union of a value; undefined where it holds nothing. The fake knows no types of fields, so a text that is an
 * ISO 8601 date and time is taken for one: the same moment is the same, however it is written.
 */
export function comparable(union: WireObject | undefined): Comparable | undefined {
  const { stringValue, doubleValue, booleanValue, userArnValue } = union ?? {};
  if (typeof stringValue === "string") {
    const time = DATE_TIME.test(stringValue) ? Date.parse(stringValue) : Number.NaN;
    return Number.isNaN(time) ? { kind: "text", value: stringValue } : { kind: "time", value: time };
  }
  if (typeof doubleValue === "number") return { kind: "number", value: doubleValue };
  if (typeof booleanValue === "boolean") return { kind: "boolean", value: Number(booleanValue) };
  if (typeof userArnValue === "string") return { kind: "user", value: userArnValue };
  return undefined;
}

/** Below zero where `one` comes first. Texts go by their UTF-16 units; AWS's collation is published nowhere. */
export function compare(one: Comparable, other: Comparable): number {
  if (one.kind !== other.kind) return KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind);
  return one.value < other.value ? -1 : one.value > other.value ? 1 : 0;
}
