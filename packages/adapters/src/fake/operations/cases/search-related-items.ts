import type { Operation } from "../operation.ts";
import { page } from "../page-token.ts";
import { check } from "./cases-members.ts";
import { findCase } from "./find-case.ts";
import { findDomain } from "./find-domain.ts";
import { readRelatedItemFilters } from "./related-item-filter.ts";
import { relatedItemToWire } from "./related-item-to-wire.ts";

export const searchRelatedItems: Operation = {
  name: "SearchRelatedItems",
  service: "cases",
  method: "POST",
  route: "/domains/{domainId}/cases/{caseId}/related-items-search",
  answer: (state, { path, body }) => {
    const domain = findDomain(state, path.domainId);
    const caseId = findCase(domain, path.caseId);
    const size = check.maxResults(body.maxResults, 25, 25);
    const token = check.optionalText(body.nextToken, "nextToken", 0, 9000);
    const items = domain.itemsOfCase(caseId).filter(readRelatedItemFilters(body.filters));
    const { entries, nextToken } = page(items, [domain.identity.domainId, caseId, body.filters ?? []], {
      token,
      size: Math.min(size, state.largestPage),
      now: state.clock(),
    });
    return {
      relatedItems: entries.map((item) => relatedItemToWire(item, false)),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
};
