import { describe, expect, it } from "vitest";
import { virtualClock } from "../testing/virtual-clock.ts";
import { type PacedScope, sharedPacers } from "./shared-pacers.ts";

const scope: PacedScope = { name: "a", region: "eu-central-1", quota: { requestsPerSecond: 2, share: 0.75 } };
const role = (account: string, name: string): Pick<PacedScope, "assumeRole"> => ({
  assumeRole: { roleArn: `arn:aws:iam::${account}:role/${name}` },
});

/** Whether two scopes that differ in so much are paced by one pacer. */
function areTogether(one: Partial<PacedScope>, other: Partial<PacedScope>, region?: string): boolean {
  const scopes = [
    { ...scope, ...one },
    { ...scope, name: "b", ...other },
  ] as const;
  const pacers = sharedPacers(scopes, virtualClock(), region);
  return pacers.of(scopes[0]) === pacers.of(scopes[1]);
}

describe("scopes are paced together", () => {
  it.each<[string, Partial<PacedScope>, Partial<PacedScope>]>([
    ["that differ in nothing that tells account or Region", {}, {}],
    ["that differ in what they take of the quota", {}, { quota: { requestsPerSecond: 20, share: 1 } }],
    ["whose roles are of one account", role("111122223333", "a"), role("111122223333", "b")],
    ["whose roles are of one account, found by other profiles", { profile: "p", ...role("1", "a") }, role("1", "a")],
  ])("%s", (_, one, other) => {
    expect(areTogether(one, other)).toBe(true);
  });

  it("where the environment names the Region that one leaves out", () => {
    const { region, ...without } = scope;
    const scopes = [scope, { ...without, name: "b" }];
    const pacers = sharedPacers(scopes, virtualClock(), region);
    expect(new Set(scopes.map((each) => pacers.of(each))).size).toBe(1);
  });
});

describe("scopes are paced apart", () => {
  it.each<[string, Partial<PacedScope>, Partial<PacedScope>]>([
    ["of other Regions", {}, { region: "us-east-1" }],
    ["of other credentials", {}, { profile: "other" }],
    ["of other accounts", role("111122223333", "a"), role("444455556666", "a")],
    ["with a role and without", {}, role("111122223333", "a")],
    ["at other places", {}, { endpoint: "http://127.0.0.1:4010" }],
  ])("%s", (_, one, other) => {
    expect(areTogether(one, other)).toBe(false);
  });
});

describe("scopes that share a quota and differ in it", () => {
  const low = { ...scope, quota: { requestsPerSecond: 1, burst: 20, share: 1 } };
  const high = { ...scope, name: "b", quota: { requestsPerSecond: "unlimited", burst: 4, share: 0.5 } as const };

  it("keep the lowest rate, and it is said", () => {
    const pacers = sharedPacers([low, high], virtualClock());
    expect(pacers.of(high).figures("SearchCases")).toMatchObject({ configuredRequestsPerSecond: 1 });
    expect(pacers.notes).toEqual([
      "a, b: one account and Region, and different quotas; the lowest of each holds for all of them",
    ]);
  });

  it("keep the lowest burst", async () => {
    const pacer = sharedPacers([low, high], virtualClock()).of(low);
    void pacer.acquire("SearchCases");
    void pacer.acquire("SearchCases");
    const third = new AbortController();
    const waits = pacer.acquire("SearchCases", third.signal);
    await Promise.resolve();
    expect(pacer.figures("SearchCases")).toMatchObject({ attempts: 2, waiting: 1 });
    third.abort();
    await expect(waits).rejects.toMatchObject({ code: "Aborted" });
  });

  it("differ in a single operation too", () => {
    const quota = { ...scope.quota, operations: { SearchCases: { requestsPerSecond: 1 } } };
    const pacers = sharedPacers([scope, { ...scope, name: "b", quota }], virtualClock());
    expect(pacers.of(scope).figures("SearchCases")).toMatchObject({ configuredRequestsPerSecond: 0.75 });
    expect(pacers.of(scope).figures("ListDomains")).toMatchObject({ configuredRequestsPerSecond: 1.5 });
    expect(pacers.notes).toHaveLength(1);
  });

  it("are not spoken of where they say the same in other words", () => {
    const quota = {
      ...scope.quota,
      burst: 5,
      operations: { SearchCases: { burst: 10 }, SearchRelatedItems: { burst: 10 } },
    };
    expect(sharedPacers([scope, { ...scope, name: "b", quota }], virtualClock()).notes).toEqual([]);
  });
});
