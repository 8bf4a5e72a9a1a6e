import { MemberCheck } from "../check-member.ts";
import { FakeError } from "../fake-error.ts";
import type { Operation } from "../operation.ts";
import { page } from "../page-token.ts";
import { findDomain } from "./find-domain.ts";
import { relatedItemFilter, relatedItemToWire } from "./related-items.ts";

const check = new MemberCheck("ValidationException");

export const searchRelatedItems: Operation = {
  name: "SearchRelatedItems",
  service: "cases",
  method: "POST",
  route: "/domains/{domainId}/cases/{caseId}/related-items-search",
  answer: (state, { path, body }) => {
    const domain = findDomain(state, path.domainId);
    const caseId = check.text(path.caseId, "caseId", 1, 500);
    if (!domain.cases.has(caseId)) {
      throw new FakeError("ResourceNotFoundException", `The case ${caseId} does not exist.`, {
        members: { resourceId: caseId, resourceType: "Case" },
      });
    }
    const size = check.maxResults(body.maxResults, 25, 25);
    const token = check.optionalText(body.nextToken, "nextToken", 0, 9000);
    const filters = check.optionalList(body.filters, "filters", 0, 10);
    const items = domain.itemsOfCase(caseId).filter(relatedItemFilter(filters));
    const { entries, nextToken } = page(items, [domain.identity.domainId, caseId, filters], {
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
