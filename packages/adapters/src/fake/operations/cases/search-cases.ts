import { fieldOf } from "../../connect-state/case-fields.ts";
import type { CasesDomain, FakeCase } from "../../connect-state/cases-domain.ts";
import type { WireObject } from "../../connect-state/wire.ts";
import type { Operation } from "../operation.ts";
import { page } from "../page-token.ts";
import { readCaseFilter } from "./case-filter.ts";
import { readCaseSorts, sortCases } from "./case-order.ts";
import { check, readObject } from "./cases-members.ts";
import { DomainViews } from "./domain-views.ts";
import { findDomain } from "./find-domain.ts";

const views = new DomainViews<FakeCase>();

/** Lists cases, in the order in which they were added where no sort is asked for. Fields come back where they are asked for. */
export const searchCases: Operation = {
  name: "SearchCases",
  service: "cases",
  method: "POST",
  route: "/domains/{domainId}/cases-search",
  answer: (state, { path, body }) => {
    const domain = findDomain(state, path.domainId);
    const size = check.maxResults(body.maxResults, 100, 25);
    const token = check.optionalText(body.nextToken, "nextToken", 0, 9000);
    const fieldIds = readFieldIds(body.fields);
    const cases = matches(domain, body);
    const query = [domain.identity.domainId, body.filter, body.searchTerm, body.sorts ?? []];
    const { entries, nextToken } = page(cases, query, {
      token,
      size: Math.min(size, state.largestPage),
      now: state.clock(),
    });
    return {
      cases: entries.map((aCase) => caseToWire(aCase, fieldIds)),
      totalCount: cases.length,
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
};

function matches(domain: CasesDomain, { filter, searchTerm, sorts }: WireObject): readonly FakeCase[] {
  const takes = readCaseFilter(filter, searchTerm);
  const order = readCaseSorts(sorts);
  const all = domain.caseList;
  if (takes === undefined && order.length === 0) return all;
  return views.get(domain, JSON.stringify([filter, searchTerm, sorts]), all, () =>
    sortCases(takes === undefined ? all : all.filter(takes), order),
  );
}

function readFieldIds(fields: unknown): readonly string[] {
  const ids = check
    .optionalList(fields, "fields", 0, 25)
    .map((field, index) => check.text(readObject(field, `fields[${index}]`).id, `fields[${index}].id`, 1, 500));
  return [...new Set(ids)];
}

/** A case in wire form. A field that holds nothing, or that nobody knows, is left out; what AWS does with one that nobody knows is unknown. */
function caseToWire(aCase: FakeCase, fieldIds: readonly string[]): WireObject {
  const { caseId, templateId, tags = {} } = aCase;
  const fields = fieldIds.flatMap((id) => {
    const value = fieldOf(aCase, id);
    return value === undefined ? [] : [{ id, value }];
  });
  return { caseId, templateId, fields, tags };
}
