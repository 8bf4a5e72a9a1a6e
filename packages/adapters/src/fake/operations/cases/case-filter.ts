import { fieldOf, referenceNumber, textsOf } from "../../connect-state/case-fields.ts";
import type { FakeCase } from "../../connect-state/cases-domain.ts";
import { keyOf } from "./case-key.ts";
import { check } from "./cases-members.ts";
import { fieldFilter } from "./field-filter.ts";
import { type ReadFilter, readFilterTree, type Takes } from "./filter-tree.ts";
import { readTagFilter } from "./tag-filter.ts";

const LEAVES: Readonly<Record<string, ReadFilter<FakeCase>>> = {
  field: fieldFilter({ value: fieldOf, key: keyOf }),
  tag: (filter, path) => {
    const takes = readTagFilter(filter, path);
    return (aCase) => takes(aCase.tags ?? {});
  },
};

/** Reads `filter` and `searchTerm` of SearchCases; undefined where they take every case. */
export function readCaseFilter(filter: unknown, searchTerm: unknown): Takes<FakeCase> | undefined {
  const term = check.optionalText(searchTerm, "searchTerm", 0, 255)?.toLowerCase();
  const takes = filter === undefined || filter === null ? undefined : readFilterTree(filter, "filter", LEAVES);
  if (term === undefined || term === "") return takes;
  return (aCase) => (takes === undefined || takes(aCase)) && hasText(aCase, term);
}

/**
 * `A word or phrase used to perform a quick search`, says the model, and no more: which fields it looks into, and how, is
 * unknown. Here a part of any text will do, but ids and reference numbers must be whole: parts of them are chance.
 */
function hasText(aCase: FakeCase, term: string): boolean {
  return (
    textsOf(aCase).some((text) => text.toLowerCase().includes(term)) ||
    aCase.caseId.toLowerCase() === term ||
    referenceNumber(aCase.caseId) === term
  );
}
