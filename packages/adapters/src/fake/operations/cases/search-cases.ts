import { isWireObject } from "../../connect-state/wire.ts";
import { MemberCheck } from "../check-member.ts";
import type { Operation } from "../operation.ts";
import { page } from "../page-token.ts";
import { findDomain } from "./find-domain.ts";

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
    for (const [index, sort] of sorts.entries()) checkSort(sort, `sorts[${index}]`);
    for (const [index, field] of check.optionalList(body.fields, "fields", 0, 25).entries()) {
      check.text(isWireObject(field) ? field.id : undefined, `fields[${index}].id`, 1, 500);
    }
    if (body.filter !== undefined && body.filter !== null) checkFilter(body.filter);
    const cases = domain.caseList;
    const { entries, nextToken } = page(cases, [domain.identity.domainId, body.filter, body.searchTerm, sorts], {
      token,
      size: Math.min(size, state.largestPage),
      now: state.clock(),
    });
    return {
      cases: entries.map(({ caseId, templateId }) => ({ caseId, templateId, fields: [], tags: {} })),
      totalCount: cases.length,
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
};

function checkSort(sort: unknown, name: string): void {
  const { fieldId, sortOrder } = isWireObject(sort) ? sort : {};
  check.text(fieldId, `${name}.fieldId`, 1, 500);
  if (sortOrder !== "Asc" && sortOrder !== "Desc") check.refuse(`${name}.sortOrder must be Asc or Desc`);
}

function checkFilter(filter: unknown): void {
  const members = isWireObject(filter) ? Object.keys(filter).filter((name) => filter[name] !== null) : [];
  const known = ["field", "tag", "not", "andAll", "orAll"];
  if (members.length !== 1 || !known.includes(members[0] ?? "")) {
    check.refuse(`filter must have exactly one member, of ${known.join(", ")}`);
  }
}
