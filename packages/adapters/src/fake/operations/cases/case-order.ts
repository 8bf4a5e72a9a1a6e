import type { FakeCase } from "../../connect-state/cases-domain.ts";
import { keyOf } from "./case-key.ts";
import { check, readObject, readOneOf } from "./cases-members.ts";
import { type Comparable, compare } from "./comparable.ts";

export interface CaseSort {
  readonly fieldId: string;
  readonly sign: 1 | -1;
}

/** Reads `sorts` of SearchCases. */
export function readCaseSorts(sorts: unknown): readonly CaseSort[] {
  return check.optionalList(sorts, "sorts", 0, 2).map((sort, index) => {
    const { fieldId, sortOrder } = readObject(sort, `sorts[${index}]`);
    return {
      fieldId: check.text(fieldId, `sorts[${index}].fieldId`, 1, 500),
      sign: readOneOf(sortOrder, `sorts[${index}].sortOrder`, ["Asc", "Desc"]) === "Asc" ? 1 : -1,
    };
  });
}

/** Sorts cases. Those without a value come last in either direction, and equals stay in the order in which they were added; AWS publishes neither. */
export function sortCases(cases: readonly FakeCase[], sorts: readonly CaseSort[]): readonly FakeCase[] {
  // A value is worked out once for each case, not once for each comparison. Sorted by the last sort first, then by the
  // one before it: equals keep their order.
  return sorts.toReversed().reduce((sorted, { fieldId, sign }) => {
    const keyed = sorted.map((aCase) => ({ aCase, key: keyOf(aCase, fieldId) }));
    keyed.sort((one, other) => compareKeys(one.key, other.key, sign));
    return keyed.map(({ aCase }) => aCase);
  }, cases);
}

function compareKeys(one: Comparable | undefined, other: Comparable | undefined, sign: 1 | -1): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  return sign * compare(one, other);
}
