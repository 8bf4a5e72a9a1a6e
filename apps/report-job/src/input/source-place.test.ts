import { describe, expect, it } from "vitest";
import type { ScopeConfig } from "../config/config-schema.ts";
import { discoveryInput, listAt } from "./reference-input.ts";
import { placeText, sourcePlace } from "./source-place.ts";

const scope = {
  name: "main",
  region: "eu-central-1",
  endpoint: "http://127.0.0.1:4010",
  quota: { requestsPerSecond: 2, burst: 5, share: 0.75 },
} as ScopeConfig;

function digestsAt(key: string): readonly string[] {
  const place = { key, text: "somewhere" };
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

describe("a place as people are told it", () => {
  it.each([
    ["what the scope names", {}, {}, "endpoint http://127.0.0.1:4010, Region eu-central-1"],
    [
      "all that it names, and no secret",
      {
        endpoint: "https://me:s3cret@proxy:8443/s3cret?token=s3cret",
        instanceId: "i-1",
        domainIds: ["d-1", "d-2"],
        profile: "p",
        assumeRole: { roleArn: "arn:aws:iam::111122223333:role/r", externalId: "s3cret" },
      },
      {},
      "endpoint https://proxy:8443, Region eu-central-1, instance i-1, profile p, role arn:aws:iam::111122223333:role/r, domainIds d-1 d-2",
    ],
    ["AWS, where no endpoint is named", { endpoint: undefined }, {}, "AWS, Region eu-central-1"],
    [
      "what the environment names, where the scope names nothing",
      { endpoint: undefined, region: undefined },
      { AWS_ENDPOINT_URL_CONNECT: "http://here:1", AWS_REGION: "us-east-1", AWS_PROFILE: "q" },
      "endpoint http://here:1, Cases at AWS, Region us-east-1, profile q",
    ],
    ["a Region that is not given", { region: undefined }, {}, "endpoint http://127.0.0.1:4010, Region not given"],
  ])("is %s", (_, change, environment, text) => {
    expect(placeText({ ...scope, ...change } as ScopeConfig, environment)).toBe(text);
  });

  it("is its contents where an address says nothing", () => {
    expect(placeText(scope, {}, "seed 1")).toBe("seed 1, Region eu-central-1");
  });
});
