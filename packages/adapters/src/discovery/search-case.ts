import { type Irregularity, isSourceError, show } from "@attached-files/core";
import type { DomainSearch } from "./domain-search.ts";
import { followPages, readList } from "./follow-pages.ts";
import { type FoundReferences, readRelatedItems } from "./read-related-items.ts";

/** The case ids of a page of SearchCases, each once, and what else it held. */
export function readCaseIds(cases: readonly unknown[]): { caseIds: Set<string>; irregularities: Irregularity[] } {
  const caseIds = new Set<string>();
  const irregularities: Irregularity[] = [];
  for (const [index, entry] of cases.entries()) {
    const caseId = (entry as { caseId?: unknown } | null)?.caseId;
    const path = `cases[${index}]`;
    if (typeof caseId === "string" && caseId !== "") caseIds.add(caseId);
    else if (entry === null) irregularities.push({ kind: "null-entry", path, detail: "null" });
    else irregularities.push({ kind: "unreadable-item", path, detail: `caseId is ${show(caseId)}` });
  }
  return { caseIds, irregularities };
}

/**
 * All files of one case. A case that was deleted since it was listed has none, which is noted; one that may not be
 * searched is noted too, and remembered.
 */
export async function searchCase(search: DomainSearch, caseId: string, signal: AbortSignal): Promise<FoundReferences> {
  const { operations, domainId, instanceId, denials, unread } = search;
  const onUnread = (): void => unread.add(1);
  const found: FoundReferences = { references: [], irregularities: [] };
  try {
    const fetchPage = (token: string | undefined) => operations.searchFilesOfCase(domainId, caseId, token, signal);
    for await (const { raw } of followPages("SearchRelatedItems", fetchPage)) {
      denials.allow();
      const items = readList("SearchRelatedItems", raw, "relatedItems");
      const page = readRelatedItems(items, { domainId, caseId, instanceId, onUnread });
      found.references.push(...page.references);
      found.irregularities.push(...page.irregularities);
    }
  } catch (error) {
    if (isSourceError(error, "AccessDeniedException")) {
      found.irregularities.push(denials.deny(caseId, error));
      return found;
    }
    if (!isSourceError(error, "ResourceNotFoundException")) throw error;
    const detail = `case ${show(caseId)} was listed and is not there: ${error.message}`;
    found.irregularities.push({ kind: "unreadable-item", path: "cases[]", detail });
  }
  return found;
}
