import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, type Item, pages, type Sort, serviceWith } from "./paging.test-support.ts";

const anItem = fc.record({
  caseId: fc.constantFrom("a", "b", "C", "ä", "10", "9"),
  at: fc.integer({ min: 0, max: 20 }),
});
const aSort = fc.record<Sort>({
  sortProperty: fc.constantFrom("AssociationTime", "CaseId"),
  sortOrder: fc.constantFrom("Asc", "Desc"),
});

function isInOrder(items: readonly Item[], sorts: readonly Sort[]): boolean {
  return items.every((item, index) => {
    const before = items[index - 1];
    if (before === undefined) return true;
    for (const { sortProperty, sortOrder } of sorts) {
      const key = sortProperty === "CaseId" ? "caseId" : "associationTime";
      if (before[key] === item[key]) continue;
      return sortOrder === "Asc" ? before[key] < item[key] : before[key] > item[key];
    }
    return true;
  });
}

describe("SearchAllRelatedItems, page by page", () => {
  it("tells every item once, in order, whatever the sorts and the page size", () => {
    fc.assert(
      fc.property(
        fc.array(anItem, { maxLength: 60 }),
        fc.array(aSort, { maxLength: 2 }),
        fc.integer({ min: 1, max: 25 }),
        (items, sorts, maxResults) => {
          const found = [...pages(serviceWith(items), { sorts, maxResults })];
          expect(found.every((page) => page.length <= maxResults)).toBe(true);
          expect(found.slice(0, -1).every((page) => page.length === maxResults)).toBe(true);
          const all = found.flat();
          expect(all.map((item) => item.relatedItemId).sort()).toEqual(
            items.map((_, index) => `file-r-${index}`).sort(),
          );
          expect(isInOrder(all, sorts)).toBe(true);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });

  it("ends without a token when the last page is full", () => {
    const service = serviceWith(Array.from({ length: 50 }, (_, at) => ({ caseId: "c", at })));
    expect([...pages(service, {})].map((page) => page.length)).toEqual([25, 25]);
  });

  it("finds what is attached meanwhile, when the oldest come first, and loses and repeats nothing", () => {
    const service = serviceWith(Array.from({ length: 30 }, (_, at) => ({ caseId: "c", at })));
    const seen: string[] = [];
    let added = 0;
    for (const page of pages(service, {
      sorts: [{ sortProperty: "AssociationTime", sortOrder: "Asc" }],
      maxResults: 10,
    })) {
      seen.push(...page.map((item) => item.relatedItemId));
      if (added < 40) for (let more = 0; more < 8; more += 1) add(service, `late-${added++}`, "c", 100 + added);
    }
    expect(new Set(seen).size).toBe(30 + added);
    expect(seen).toHaveLength(30 + added);
  });

  it("repeats what it pushed to the next page, when the newest come first, as a live search does", () => {
    const service = serviceWith(Array.from({ length: 4 }, (_, at) => ({ caseId: "c", at })));
    const found = pages(service, { sorts: [{ sortProperty: "AssociationTime", sortOrder: "Desc" }], maxResults: 2 });
    expect(found.next().value?.map((item: Item) => item.relatedItemId)).toEqual(["file-r-3", "file-r-2"]);
    add(service, "new", "c", 100);
    expect(found.next().value?.map((item: Item) => item.relatedItemId)).toEqual(["file-r-2", "file-r-1"]);
  });

  it("never answers a longer page than the state allows", () => {
    const service = serviceWith(Array.from({ length: 7 }, (_, at) => ({ caseId: "c", at })));
    service.state.largestPage = 3;
    expect([...pages(service, { maxResults: 25 })].map((page) => page.length)).toEqual([3, 3, 1]);
  });
});
