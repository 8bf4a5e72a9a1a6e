import fc from "fast-check";
import { expect, it } from "vitest";
import type { FakeService } from "../../fake-service.ts";
import { number } from "./furnished-cases.test-support.ts";
import { text } from "./new-case.test-support.ts";
import { serviceWith } from "./paging.test-support.ts";

const aValue = fc.oneof(
  fc
    .constantFrom("a", "B", "ab", "", "2026-11-01T00:00:00Z", "2026-11-01T01:00:00.5+01:00")
    .map((each) => text("f", each)),
  fc.integer({ min: -2, max: 2 }).map((each) => number("f", each)),
  fc.boolean().map((booleanValue) => ({ id: "f", value: { booleanValue } })),
  fc.constant({ id: "f", value: { emptyValue: {} } }),
);
const aComparison = fc.constantFrom("equalTo", "contains", "greaterThan", "greaterThanOrEqualTo", "lessThan");
const aFilter = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.tuple(aComparison, aValue).map(([name, value]) => ({ field: { [name]: value } })),
    tie("any").map((not) => ({ not })),
    fc.array(tie("any"), { maxLength: 3 }).map((andAll) => ({ andAll })),
    fc.array(tie("any"), { maxLength: 3 }).map((orAll) => ({ orAll })),
  ),
})).any;
const sorts = fc.array(
  fc.record({ fieldId: fc.constantFrom("f", "created_datetime"), sortOrder: fc.constantFrom("Asc", "Desc") }),
  { maxLength: 2 },
);

function search(service: FakeService, query: object, maxResults: number): string[] {
  const ids: string[] = [];
  const totals = new Set<unknown>();
  let nextToken: unknown;
  do {
    const body = { ...query, maxResults, ...(nextToken === undefined ? {} : { nextToken }) };
    const answer = service.callByName("SearchCases", { path: { domainId: "d-1" }, body });
    ids.push(...(answer.cases as { caseId: string }[]).map(({ caseId }) => caseId));
    totals.add(answer.totalCount);
    nextToken = answer.nextToken;
  } while (nextToken !== undefined);
  expect([...totals]).toEqual([ids.length]);
  return ids;
}

it("a filter and what it is not share the cases between them, whatever the order and the page size", () => {
  fc.assert(
    fc.property(
      fc.array(aValue, { maxLength: 30 }),
      aFilter,
      sorts,
      fc.integer({ min: 1, max: 40 }),
      (values, filter, order, size) => {
        const service = serviceWith([]);
        for (const [index, value] of values.entries()) {
          service.state
            .domain("d-1")
            .addCase({ caseId: `c-${index}`, templateId: "t", createdAt: index % 3, fields: [value] });
        }
        const all = search(service, { sorts: order }, 100);
        const taken = search(service, { sorts: order, filter }, size);
        const left = search(service, { sorts: order, filter: { not: filter } }, size);
        expect([...taken, ...left].sort()).toEqual(values.map((_, index) => `c-${index}`).sort());
        // Filtered before or after: the order is one and the same.
        expect(taken).toEqual(all.filter((id) => taken.includes(id)));
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});
