import { describe, expect, it } from "vitest";
import { CasesDomain } from "../../connect-state/cases-domain.ts";
import { DomainViews } from "./domain-views.ts";
import { HOME, pages, serviceWith } from "./paging.test-support.ts";

const domain = (domainId: string): CasesDomain => new CasesDomain({ ...HOME, domainId, name: "n", status: "Active" });

/** Makes a list and counts how often it had to. */
function counted(): { made: number; make(): readonly number[] } {
  const counter = { made: 0, make: () => [counter.made++] };
  return counter;
}

/** A property that counts how often it is read. */
function watched(value: unknown): { reads: number; readonly property: PropertyDescriptor } {
  const watch = { reads: 0, property: { get: read, enumerable: true } };
  function read(): unknown {
    watch.reads += 1;
    return value;
  }
  return watch;
}

describe("the list that was last made of a domain", () => {
  it("is kept until something else is asked for, or what it was made from has changed", () => {
    const views = new DomainViews<number>();
    const { make } = counted();
    const [one, other] = [domain("d-1"), domain("d-2")];
    expect(views.get(one, "q", 1, make)).toEqual([0]);
    expect(views.get(one, "q", 1, make)).toEqual([0]);
    expect(views.get(other, "q", 1, make)).toEqual([1]);
    expect(views.get(one, "q", 1, make)).toEqual([0]);
    expect(views.get(one, "q", 2, make)).toEqual([2]);
    expect(views.get(one, "p", 2, make)).toEqual([3]);
    expect(views.get(one, "q", 2, make)).toEqual([4]);
  });
});

describe("paging through a domain", () => {
  it("sorts cases once, though items come in between, and again when a case does", () => {
    const service = serviceWith([]);
    const watch = watched([]);
    for (let index = 0; index < 40; index += 1) {
      const plain = { caseId: `c-${index}`, templateId: "t", createdAt: index };
      service.state.domain("d-1").addCase(Object.defineProperty(plain, "fields", watch.property));
    }
    const sorts = [{ fieldId: "title", sortOrder: "Asc" }];
    let nextToken: unknown;
    const turn = (): void => {
      const body = { sorts, maxResults: 10, ...(nextToken === undefined ? {} : { nextToken }) };
      ({ nextToken } = service.callByName("SearchCases", { path: { domainId: "d-1" }, body }));
    };
    turn();
    turn();
    service.state.attachFile({ domainId: "d-1", caseId: "c-0", instanceId: "i-1", fileId: "f" });
    turn();
    expect(watch.reads).toBe(40);
    service.state.addCase("d-1", "c-40");
    turn();
    expect(watch.reads).toBe(80);
  });

  it("filters and sorts items once", () => {
    const service = serviceWith([]);
    const watch = watched({ file: { fileArn: "f" } });
    for (let index = 0; index < 60; index += 1) {
      const plain = { relatedItemId: `r-${index}`, caseId: "c", type: "File", associationTime: index, content: {} };
      service.state.domain("d-1").addItem(Object.defineProperty(plain, "content", watch.property));
    }
    expect([...pages(service, { filters: [{ file: {} }] })]).toHaveLength(3);
    // Once each to be filtered, and once each to be answered.
    expect(watch.reads).toBe(120);
  });
});
