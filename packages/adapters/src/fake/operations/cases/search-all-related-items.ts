import type { RelatedItem } from "../../connect-state/cases-domain.ts";
import type { Operation } from "../operation.ts";
import { page } from "../page-token.ts";
import { check, readObject, readOneOf } from "./cases-members.ts";
import { DomainViews } from "./domain-views.ts";
import { findDomain } from "./find-domain.ts";
import { readRelatedItemFilters } from "./related-item-filter.ts";
import { relatedItemToWire } from "./related-item-to-wire.ts";

const views = new DomainViews<RelatedItem>();

type Order = (one: RelatedItem, other: RelatedItem) => number;

const ORDERS: Readonly<Record<"AssociationTime" | "CaseId", Order>> = {
  AssociationTime: (one, other) => one.associationTime - other.associationTime,
  CaseId: (one, other) => (one.caseId < other.caseId ? -1 : one.caseId > other.caseId ? 1 : 0),
};

export const searchAllRelatedItems: Operation = {
  name: "SearchAllRelatedItems",
  service: "cases",
  method: "POST",
  route: "/domains/{domainId}/related-items-search",
  answer: (state, { path, body }) => {
    const domain = findDomain(state, path.domainId);
    const size = check.maxResults(body.maxResults, 25, 25);
    const token = check.optionalText(body.nextToken, "nextToken", 0, 9000);
    const takes = readRelatedItemFilters(body.filters);
    const order = readOrder(body.sorts);
    const query = [domain.identity.domainId, body.filters ?? [], body.sorts ?? []];
    const items = views.get(domain, JSON.stringify(query), domain.version, () =>
      domain.items.filter(takes).sort(order),
    );
    const { entries, nextToken } = page(items, query, {
      token,
      size: Math.min(size, state.largestPage),
      now: state.clock(),
    });
    return {
      relatedItems: entries.map((item) => relatedItemToWire(item, true)),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
};

function readOrder(sorts: unknown): Order {
  const orders = check.optionalList(sorts, "sorts", 0, 2).map((sort, index): Order => {
    const { sortProperty, sortOrder } = readObject(sort, `sorts[${index}]`);
    const property = readOneOf(sortProperty, `sorts[${index}].sortProperty`, ["AssociationTime", "CaseId"]);
    const isUp = readOneOf(sortOrder, `sorts[${index}].sortOrder`, ["Asc", "Desc"]) === "Asc";
    const order = ORDERS[property];
    return isUp ? order : (one, other) => order(other, one);
  });
  return (one, other) => {
    for (const order of orders) {
      const difference = order(one, other);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}
