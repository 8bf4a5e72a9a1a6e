import { describe, expect, it } from "vitest";
import { ConnectState } from "../../connect-state/connect-state.ts";
import { FakeService } from "../../fake-service.ts";
import { HOME, START } from "./paging.test-support.ts";

const DAY_MS = 86_400_000;
const IN_DOMAIN = { path: { domainId: "d-1" } };
const IN_CASE = { path: { domainId: "d-1", caseId: "c-1" } };
const files = { filters: [{ file: {} }] };
const sorted = { sorts: [{ fieldId: "created_datetime", sortOrder: "Desc" }] };

function furnished(): { readonly service: FakeService; wait(ms: number): void } {
  let now = START;
  const service = new FakeService(new ConnectState(() => new Date(now)));
  for (const domainId of ["d-1", "d-2", "d-3"]) service.state.addDomain({ ...HOME, domainId });
  for (const fileId of ["f", "g", "h"]) {
    service.state.addCase("d-1", fileId);
    service.state.attachFile({ domainId: "d-1", caseId: "c-1", instanceId: "i-1", fileId });
  }
  const wait = (ms: number): void => {
    now += ms;
  };
  return { service, wait };
}

describe.each([
  ["ListDomains", {}, undefined],
  ["SearchCases", IN_DOMAIN, {}],
  ["SearchCases", IN_DOMAIN, sorted],
  ["SearchRelatedItems", IN_CASE, files],
  ["SearchAllRelatedItems", IN_DOMAIN, files],
])("a page's token of %s", (operation, place, query) => {
  const turn = (service: FakeService, nextToken?: unknown): string => {
    const members = { ...(nextToken === undefined ? {} : { nextToken }) };
    const input =
      query === undefined
        ? { query: { ...members, maxResults: "1" } }
        : { body: { ...query, ...members, maxResults: 1 } };
    return String(service.callByName(operation, { ...place, ...input } as object).nextToken);
  };

  it("is good for a day to the millisecond, and is then refused", () => {
    const { service, wait } = furnished();
    const token = turn(service);
    wait(DAY_MS);
    expect(turn(service, token)).toEqual(expect.stringMatching(/^[\w-]{20,}$/));
    wait(1);
    expect(() => turn(service, token)).toThrow("expired");
  });

  it("has a day of its own on every page", () => {
    const { service, wait } = furnished();
    const first = turn(service);
    wait(DAY_MS - 1);
    const second = turn(service, first);
    wait(DAY_MS - 1);
    expect(() => turn(service, second)).not.toThrow();
    expect(() => turn(service, first)).toThrow("expired");
  });
});
