import type { CasesDomain, RelatedItem } from "../../connect-state/cases-domain.ts";
import { isWireObject } from "../../connect-state/wire.ts";
import { MemberCheck } from "../check-member.ts";
import type { Operation } from "../operation.ts";
import { page } from "../page-token.ts";
import { findDomain } from "./find-domain.ts";
import { relatedItemFilter, relatedItemToWire } from "./related-items.ts";

const check = new MemberCheck("ValidationException");

type Order = (one: RelatedItem, other: RelatedItem) => number;

const ORDERS: Readonly<Record<string, Order>> = {
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
    const filters = check.optionalList(body.filters, "filters", 0, 10);
    const sorts = check.optionalList(body.sorts, "sorts", 0, 2);
    const query = [domain.identity.domainId, filters, sorts];
    const items = sortedItems(domain, JSON.stringify(query), relatedItemFilter(filters), orderOf(sorts));
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

function orderOf(sorts: readonly unknown[]): Order {
  const orders = sorts.map((sort, index) => {
    const { sortProperty, sortOrder } = isWireObject(sort) ? sort : {};
    const order =
      typeof sortProperty === "string" && Object.hasOwn(ORDERS, sortProperty) ? ORDERS[sortProperty] : undefined;
    if (order === undefined) return check.refuse(`sorts[${index}].sortProperty must be AssociationTime or CaseId`);
    if (sortOrder !== "Asc" && sortOrder !== "Desc")
      return check.refuse(`sorts[${index}].sortOrder must be Asc or Desc`);
    return sortOrder === "Asc" ? order : (((one, other) => order(other, one)) satisfies Order);
  });
  return (one, other) => {
    for (const order of orders) {
      const difference = order(one, other);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

interface View {
  readonly query: string;
  readonly version: number;
  readonly items: readonly RelatedItem[];
}
const views = new WeakMap<CasesDomain, View>();

/** The last query's list is kept, so that paging through a large domain does not sort it anew for every page. */
function sortedItems(
  domain: CasesDomain,
  query: string,
  filter: (item: RelatedItem) => boolean,
  order: Order,
): readonly RelatedItem[] {
  const kept = views.get(domain);
  if (kept?.query === query && kept.version === domain.version) return kept.items;
  const items = domain.items.filter(filter).sort(order);
  views.set(domain, { query, version: domain.version, items });
  return items;
}
