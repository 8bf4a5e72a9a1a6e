import { expect, it } from "vitest";
import type { ScopeConfig } from "../config/config-schema.ts";
import { sharedPacers } from "./shared-pacers.ts";

const quota = { requestsPerSecond: 2, burst: 5, share: 0.75 };
const scope = { name: "a", region: "eu-central-1", quota } as ScopeConfig;

it("paces scopes together that share an account's quota, and others apart", () => {
  const pacerOf = sharedPacers({ now: () => new Date(0), sleep: async () => {} });
  const shared = pacerOf(scope);
  expect(pacerOf({ ...scope, name: "b", domainIds: ["d-2"] })).toBe(shared);
  expect(pacerOf({ ...scope, region: "us-east-1" })).not.toBe(shared);
  expect(pacerOf({ ...scope, profile: "other" })).not.toBe(shared);
  expect(pacerOf({ ...scope, assumeRole: { roleArn: "r" } })).not.toBe(shared);
  expect(pacerOf({ ...scope, quota: { ...quota, share: 0.5 } })).not.toBe(shared);
});
