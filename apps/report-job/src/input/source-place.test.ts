import { describe, expect, it } from "vitest";
import type { ScopeConfig } from "../config/config-schema.ts";
import { discoveryInput, listAt } from "./reference-input.ts";
import { sourcePlace } from "./source-place.ts";

const scope = {
  name: "main",
  region: "eu-central-1",
  endpoint: "http://127.0.0.1:4010",
  quota: { requestsPerSecond: 2, burst: 5, share: 0.75 },
} as ScopeConfig;

function digestsAt(place: string): readonly string[] {
  const list = { description: "list", digest: "of its bytes", isList: true, skippedLines: 0 };
  return [discoveryInput(scope, place).digest, listAt({ ...list, source: {} as never }, place).digest];
}

describe("the digest of an input", () => {
  it("is the same for the same place, whatever the scope's name and quota", () => {
    const other = { ...scope, name: "other", quota: { ...scope.quota, share: 0.5 } };
    expect(digestsAt(sourcePlace(other, { HOME: "/" }))).toEqual(digestsAt(sourcePlace(scope, {})));
  });

  it.each([
    ["another endpoint", { endpoint: "http://127.0.0.1:4011" }, {}, undefined],
    ["another Region", { region: "us-east-1" }, {}, undefined],
    ["another instance", { instanceId: "i" }, {}, undefined],
    ["another domain", { domainIds: ["d"] }, {}, undefined],
    ["another profile", { profile: "p" }, {}, undefined],
    ["another role", { assumeRole: { roleArn: "r" } }, {}, undefined],
    [
      "another endpoint of the environment, where the scope names none",
      { endpoint: undefined },
      { AWS_ENDPOINT_URL_CONNECT: "http://127.0.0.1:4010" },
      undefined,
    ],
    [
      "another Region of the environment, where the scope names none",
      { region: undefined },
      { AWS_REGION: "us-east-1" },
      undefined,
    ],
    ["another profile of the environment, where the scope names none", {}, { AWS_PROFILE: "p" }, undefined],
    ["other contents", {}, {}, "seed 2"],
  ])("is another one for %s", (_, change, environment, contents) => {
    const before = digestsAt(sourcePlace(scope, {}));
    const after = digestsAt(sourcePlace({ ...scope, ...change }, environment, contents));
    for (const [index, digest] of after.entries()) expect(digest).not.toBe(before[index]);
  });

  it("is the same whatever the environment says of what the scope names itself", () => {
    const named = { ...scope, profile: "p" } as ScopeConfig;
    const elsewhere = {
      AWS_REGION: "us-east-1",
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_PROFILE: "q",
      AWS_ENDPOINT_URL: "http://127.0.0.1:1",
      AWS_ENDPOINT_URL_CONNECT: "http://127.0.0.1:1",
      AWS_ENDPOINT_URL_CONNECTCASES: "http://127.0.0.1:1",
    };
    expect(digestsAt(sourcePlace(named, elsewhere))).toEqual(digestsAt(sourcePlace(named, {})));
  });

  it("is the same where a Region or an endpoint moves from the environment to the scope", () => {
    const { region, endpoint, ...bare } = scope;
    const around = { AWS_REGION: region, AWS_ENDPOINT_URL: endpoint };
    expect(sourcePlace(bare as ScopeConfig, around)).toBe(sourcePlace(scope, {}));
  });

  it("goes by the contents alone where an address says nothing", () => {
    const moved = { ...scope, endpoint: "http://127.0.0.1:4011" };
    expect(sourcePlace(moved, {}, "seed 1")).toBe(sourcePlace(scope, {}, "seed 1"));
  });
});
