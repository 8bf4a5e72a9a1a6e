import { describe, expect, it } from "vitest";
import { ConnectState } from "../../connect-state/connect-state.ts";
import { FakeService } from "../../fake-service.ts";
import { HOME, type Item, pages, START, serviceWith } from "./paging.test-support.ts";

describe("the other lists", () => {
  it.each([1, 7, 24, 25])("SearchCases tells every case once and counts them all, %i a page", (maxResults) => {
    const service = serviceWith([]);
    for (let index = 0; index < 50; index += 1) service.state.addCase("d-1", `c-${index}`);
    const seen: unknown[] = [];
    let nextToken: unknown;
    do {
      const body = { maxResults, ...(nextToken === undefined ? {} : { nextToken }) };
      const answer = service.callByName("SearchCases", { path: { domainId: "d-1" }, body });
      expect(answer.totalCount).toBe(50);
      seen.push(...(answer.cases as { caseId: string }[]).map(({ caseId }) => caseId));
      nextToken = answer.nextToken;
    } while (nextToken !== undefined);
    expect(seen).toEqual(Array.from({ length: 50 }, (_, index) => `c-${index}`));
  });

  it("SearchCases counts a case that was added between two pages, and one that was added twice once", () => {
    const service = serviceWith([]);
    for (const id of ["a", "b", "a"]) service.state.addCase("d-1", id);
    const first = service.callByName("SearchCases", { path: { domainId: "d-1" }, body: { maxResults: 1 } });
    service.state.addCase("d-1", "c");
    const body = { nextToken: first.nextToken };
    const second = service.callByName("SearchCases", { path: { domainId: "d-1" }, body });
    expect(second).toMatchObject({ cases: [{ caseId: "b" }, { caseId: "c" }], totalCount: 3 });
  });

  it("ListDomains tells 25 domains in three pages", () => {
    const service = new FakeService(new ConnectState(() => new Date(START)));
    for (let index = 0; index < 25; index += 1) service.state.addDomain({ ...HOME, domainId: `d-${index}` });
    const lengths: number[] = [];
    let nextToken: unknown = "";
    while (nextToken !== undefined) {
      const answer = service.callByName("ListDomains", {
        query: nextToken === "" ? {} : { nextToken: String(nextToken) },
      });
      lengths.push((answer.domains as unknown[]).length);
      nextToken = answer.nextToken;
    }
    expect(lengths).toEqual([10, 10, 5]);
  });

  it("come with nulls and repeats on demand, in searches alone, and no item is lost", () => {
    const service = serviceWith(Array.from({ length: 60 }, (_, at) => ({ caseId: `c-${at % 3}`, at })));
    service.faults.next({ answer: ["null-entries", "repeated-entries"], every: 10, times: "always" });
    const all: (Item | null)[] = [...pages(service, {})].flat();
    const present = all.filter((item) => item !== null);
    expect(all.length - present.length).toBe(7);
    expect(present.length - new Set(present.map((item) => item.relatedItemId)).size).toBe(7);
    expect(new Set(present.map((item) => item.relatedItemId)).size).toBe(60);
    expect(service.callByName("SearchCases", { path: { domainId: "d-1" } }).cases).toContain(null);
    expect(service.callByName("ListDomains", {}).domains).toHaveLength(1);
  });
});
