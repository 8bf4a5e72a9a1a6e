import { describe, expect, it } from "vitest";
import { add, HOME, search, serviceWith } from "./cases/paging.test-support.ts";

describe("a page's token", () => {
  const items = Array.from({ length: 9 }, (_, at) => ({ caseId: `c-${at}`, at }));
  const query = { sorts: [{ sortProperty: "CaseId", sortOrder: "Asc" }], filters: [{ file: {} }], maxResults: 2 };

  it.each([
    ["other sorts", { ...query, sorts: [{ sortProperty: "CaseId", sortOrder: "Desc" }] }],
    ["no sorts", { ...query, sorts: [] }],
    ["other filters", { ...query, filters: [{ file: {} }, { comment: {} }] }],
    ["no filters", { ...query, filters: null }],
  ])("is refused with %s", (_, other) => {
    const service = serviceWith(items);
    const { nextToken } = search(service, query);
    expect(() => search(service, { ...other, nextToken })).toThrow("nextToken is not valid");
  });

  it("is refused in another domain, another case, and by another operation", () => {
    const service = serviceWith(items);
    service.state.addDomain({ ...HOME, domainId: "d-2" });
    add(service, "x", "c-0", 1);
    add(service, "y", "c-1", 1);
    const { nextToken } = search(service, { maxResults: 1 });
    const inCase = (caseId: string, body: Record<string, unknown>) =>
      service.callByName("SearchRelatedItems", { path: { domainId: "d-1", caseId }, body });
    const ofCase = inCase("c-0", { maxResults: 1 }).nextToken;
    expect(ofCase).toEqual(expect.any(String));
    const foreign: (() => unknown)[] = [
      () => service.callByName("SearchAllRelatedItems", { path: { domainId: "d-2" }, body: { nextToken } }),
      () => service.callByName("SearchCases", { path: { domainId: "d-1" }, body: { nextToken } }),
      () => service.callByName("ListDomains", { query: { nextToken: nextToken ?? "" } }),
      () => inCase("c-1", { nextToken: ofCase }),
      () => search(service, { nextToken: ofCase }),
    ];
    for (const call of foreign) expect(call).toThrow("nextToken is not valid");
    expect(inCase("c-0", { nextToken: ofCase }).relatedItems).toHaveLength(1);
  });

  it("goes with another page size, members in another order, and with nulls for what is absent", () => {
    const service = serviceWith(items);
    const { nextToken } = search(service, query);
    const sorts = [{ sortOrder: "Asc", sortProperty: "CaseId" }];
    const { relatedItems } = search(service, { nextToken, maxResults: 25, filters: [{ file: {} }], sorts });
    expect(relatedItems.map((item) => item.caseId)).toEqual(items.slice(2).map(({ caseId }) => caseId));
  });
});
