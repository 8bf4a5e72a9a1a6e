import { type Irregularity, SourceError, show } from "@attached-files/core";
import type { CasesOperations } from "./cases-operations.ts";
import { followPages, readList } from "./follow-pages.ts";

export interface ListedDomains {
  /** Sorted, so that a discovery that is resumed meets them in the same order. */
  readonly domainIds: readonly string[];
  readonly irregularities: readonly Irregularity[];
}

/**
 * Finds the Cases domains of the account and Region.
 *
 * @throws {SourceError} ResourceNotFoundException where there is none: more often a wrong Region than a company without
 *   cases, and "nothing found" would look like good news.
 */
export async function listDomains(
  operations: CasesOperations,
  signal: AbortSignal | undefined,
): Promise<ListedDomains> {
  const domainIds = new Set<string>();
  const irregularities: Irregularity[] = [];
  for await (const { raw } of followPages("ListDomains", (token) => operations.listDomains(token, signal))) {
    for (const [index, domain] of readList("ListDomains", raw, "domains").entries()) {
      const domainId = (domain as { domainId?: unknown } | null)?.domainId;
      if (typeof domainId === "string" && domainId !== "") domainIds.add(domainId);
      else if (domain === null) irregularities.push({ kind: "null-entry", path: `domains[${index}]`, detail: "null" });
      else
        irregularities.push({
          kind: "unreadable-item",
          path: `domains[${index}]`,
          detail: `domainId is ${show(domainId)}`,
        });
    }
  }
  if (domainIds.size > 0) return { domainIds: [...domainIds].sort(), irregularities };
  const message = "no Cases domain in this account and Region";
  throw new SourceError("ResourceNotFoundException", message, { operation: "ListDomains" });
}
