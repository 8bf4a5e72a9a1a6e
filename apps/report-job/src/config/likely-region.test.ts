import { describe, expect, it } from "vitest";
import { awsEnvironmentProblems } from "./aws-environment.ts";
import { likelyRegion } from "./likely-region.ts";
import { parseConfig } from "./parse-config.ts";

describe("the Region that was probably meant", () => {
  it.each([
    ["frankfurt", "eu-central-1"],
    ["Frankfurt", "eu-central-1"],
    ["frankfut", "eu-central-1"],
    ["N. Virginia", "us-east-1"],
    ["Cape Town", "af-south-1"],
    ["eu-west", "eu-west-2"],
    ["us-east1", "us-east-1"],
    ["us_west_2", "us-west-2"],
    ["EU-CENTRAL-1", "eu-central-1"],
    ["EU-WEST-1", "eu-west-1"],
    ["eu-west-1", "eu-west-2"],
    ["eu-central-1", undefined],
    ["somewhere-else", undefined],
    ["", undefined],
  ])("by %j is %s", (written, meant) => {
    expect(likelyRegion(written)).toBe(meant);
  });

  it("is named where a configuration or the environment is refused", () => {
    const parsed = parseConfig({
      scopes: [
        { name: "main", region: "EU-WEST-1" },
        { name: "other", region: "Mars!" },
      ],
    });
    expect(parsed.ok ? [] : parsed.issues.map(({ expected }) => expected)).toEqual([
      "an AWS Region, as eu-central-1 (did you mean eu-west-1?)",
      "an AWS Region, as eu-central-1",
    ]);
    expect(awsEnvironmentProblems({}, { AWS_REGION: "US_EAST_1" })).toEqual([
      'environment variable AWS_REGION: expected an AWS Region, as eu-central-1 (did you mean us-east-1?), received "US_EAST_1"',
    ]);
  });
});
