import type { WireObject } from "../../connect-state/wire.ts";
import { readUnion } from "./cases-members.ts";
import { type Comparable, comparable, compare } from "./comparable.ts";
import { readFieldValue } from "./field-values.ts";
import type { ReadFilter } from "./filter-tree.ts";

/** How the fields of an entry are read, by their ids; undefined where one holds nothing. */
export interface FieldsOf<T> {
  value(entry: T, id: string): WireObject | undefined;
  key(entry: T, id: string): Comparable | undefined;
}

const COMPARISONS = [
  ...["equalTo", "contains", "greaterThan", "greaterThanOrEqualTo", "lessThan", "lessThanOrEqualTo"],
] as const;

/**
 * Reads one comparison of a field with a value. What AWS does with values of two kinds is published nowhere; here they
 * are never equal, and neither is greater. A field that holds nothing equals `emptyValue`, and nothing else.
 */
export function fieldFilter<T>(fields: FieldsOf<T>): ReadFilter<T> {
  return (filter, path) => {
    const { name, value, path: at } = readUnion(filter, path, COMPARISONS);
    const wanted = readFieldValue(value, at);
    if (name !== "contains") {
      const than = comparable(wanted.value);
      return (entry) => holds(name, fields.key(entry, wanted.id), than);
    }
    const { stringValue } = wanted.value;
    const part = typeof stringValue === "string" ? stringValue.toLowerCase() : undefined;
    return (entry) => part !== undefined && containsText(fields.value(entry, wanted.id), part);
  };
}

function holds(comparison: string, held: Comparable | undefined, than: Comparable | undefined): boolean {
  if (held === undefined || than === undefined) return comparison === "equalTo" && held === than;
  if (held.kind !== than.kind) return false;
  const difference = compare(held, than);
  switch (comparison) {
    case "greaterThan":
      return difference > 0;
    case "greaterThanOrEqualTo":
      return difference >= 0;
    case "lessThan":
      return difference < 0;
    case "lessThanOrEqualTo":
      return difference <= 0;
    default:
      return difference === 0;
  }
}

/** Whether AWS minds the case of letters is published nowhere; the fake does not. */
function containsText(union: WireObject | undefined, part: string): boolean {
  return typeof union?.stringValue === "string" && union.stringValue.toLowerCase().includes(part);
}
