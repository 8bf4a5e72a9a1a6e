import { describe, expect, it } from "vitest";
import { CasesDomain } from "../../connect-state/cases-domain.ts";
import { onTheWire } from "../../http/on-the-wire.test-support.ts";
import { HOME } from "./paging.test-support.ts";

describe("domains", () => {
  it("tell when they were created, each its own time", async () => {
    const { fake, post } = await onTheWire();
    const createdAt = Date.UTC(2024, 1, 29, 12, 0, 0, 5);
    fake.state.domains.set(
      "d-2",
      new CasesDomain({ ...HOME, domainId: "d-2", name: "n", status: "Active", createdAt }),
    );
    expect((await post("/domains/d-2")).body).toMatchObject({ createdTime: "2024-02-29T12:00:00.005Z" });
    expect((await post("/domains/d-1")).body).toMatchObject({ createdTime: "2025-01-01T00:00:00.000Z" });
  });

  it("are listed whatever their status, which GetDomain tells", async () => {
    const { fake, post } = await onTheWire();
    for (const status of ["CreationInProgress", "CreationFailed"]) {
      fake.state.addDomain({ ...HOME, domainId: status, status });
      expect((await post(`/domains/${status}`)).body).toMatchObject({ domainStatus: status });
    }
    const { domains } = (await post("/domains-list")).body as { domains: { domainId: string }[] };
    expect(domains.map(({ domainId }) => domainId)).toEqual(["d-1", "CreationInProgress", "CreationFailed"]);
  });

  it.each([
    ["ListDomains", "/domains-list", "domains"],
    ["SearchCases", "/domains/d-1/cases-search", "cases"],
    ["SearchRelatedItems", "/domains/d-1/cases/c-1/related-items-search", "relatedItems"],
    ["SearchAllRelatedItems", "/domains/d-1/related-items-search", "relatedItems"],
  ])("%s never answers a longer page than the state allows", async (_, path, list) => {
    const { fake, attach, post } = await onTheWire();
    for (const id of ["x", "y", "z"]) {
      fake.state.addDomain({ ...HOME, domainId: id });
      fake.state.addCase("d-1", id);
      attach(id);
    }
    fake.state.largestPage = 2;
    const { body } = await post(path, {});
    expect((body as Record<string, unknown[]>)[list]).toHaveLength(2);
    expect(body).toHaveProperty("nextToken");
  });
});
