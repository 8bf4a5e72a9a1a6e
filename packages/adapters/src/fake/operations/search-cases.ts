import { MemberCheck } from "./check-member.ts";
import { findDomain } from "./find-domain.ts";
import type { Operation } from "./operation.ts";
import { page } from "./page-token.ts";

const check = new MemberCheck("ValidationException");

/** Lists cases, oldest first. searchTerm, filter, fields and sorts are taken and change nothing. */
export const searchCases: Operation = {
  name: "SearchCases",
  service: "cases",
  method: "POST",
  route: "/domains/{domainId}/cases-search",
  answer: (state, { path, body }) => {
    const domain = findDomain(state, path.domainId);
    const size = check.maxResults(body.maxResults, 100, 25);
    const token = check.optionalText(body.nextToken, "nextToken", 0, 9000);
    check.optionalText(body.searchTerm, "searchTerm", 0, 255);
    const sorts = check.optionalList(body.sorts, "sorts", 0, 2);
    check.optionalList(body.fields, "fields", 0, 220);
    const cases = [...domain.cases.values()];
    const { entries, nextToken } = page(
      cases,
      [domain.identity.domainId, body.filter, body.searchTerm, sorts],
      token,
      Math.min(size, state.largestPage),
    );
    return {
      cases: entries.map(({ caseId, templateId }) => ({ caseId, templateId, fields: [], tags: {} })),
      totalCount: cases.length,
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
};
