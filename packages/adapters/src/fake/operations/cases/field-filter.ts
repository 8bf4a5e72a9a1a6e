import type { WireObject } from "../../connect-state/wire.ts";
import { readUnion } from "./cases-members.ts";
import { type Comparable, comparable, compare } from "./comparable.ts";
import { readFieldValue } from "./field-values.ts";
import type { Takes } from "./filter-tree.ts";

/** What a field holds, by its id; undefined where it holds nothing. */
export type Fields = (id: string) => WireObject | undefined;

const COMPARISONS = [
  ...["equalTo", "contains", "greaterThan", "greaterThanOrEqualTo", "lessThan", "lessThanOrEqualTo"],
] as const;

/**
 * Reads one comparison of a field with a value. What AWS does with values of two kinds is published nowhere; here they
 * are never equal, and neither is greater. A field that holds nothing equals `emptyValue`, and nothing else.
 */
export function readFieldFilter(filter: unknown, path: string): Takes<Fields> {
  const { name, value, path: at } = readUnion(filter, path, COMPARISONS);
  const wanted = readFieldValue(value, at);
  const than = comparable(wanted.value);
  if (name === "contains") {
    const { stringValue } = wanted.value;
    const part = typeof stringValue === "string" ? stringValue.toLowerCase() : undefined;
    return (fields) => part !== undefined && containsText(fields(wanted.id), part);
  }
  return (fields) => holds(name, comparable(fields(wanted.id)), than);
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
