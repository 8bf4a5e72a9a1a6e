import { type Irregularity, SourceError, show } from "@attached-files/core";
import type { CasesOperations } from "./cases-operations.ts";
import { followPages, readList } from "./follow-pages.ts";

export interface ListedDomains {
  /** Sorted, so that a discovery that is resumed meets them in the same order. */
  readonly domainIds: readonly string[];
  readonly irregularities: readonly Irregularity[];
  /** Entries that could not be read, and may be domains. */
  readonly unread: number;
}

/**
 * Finds the Cases domains of the account and Region.
 *
 * @throws {SourceError} ResourceNotFoundException where there is none: more often a wrong Region than a company without
 *   cases, and "nothing found" would look like good news. UnexpectedAnswer where there are only entries that name none.
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
  const unread = irregularities.filter(({ kind }) => kind === "unreadable-item").length;
  if (domainIds.size > 0) return { domainIds: [...domainIds].sort(), irregularities, unread };
  if (irregularities.length > 0) {
    const message = `ListDomains: expected domains with a domainId, received ${irregularities.length} without one`;
    throw new SourceError("UnexpectedAnswer", message, { operation: "ListDomains" });
  }
  const message = "no Cases domain in this account and Region";
  throw new SourceError("ResourceNotFoundException", message, { operation: "ListDomains" });
}
