import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { settingsOf } from "./settings.ts";

const FARGATE = {
  configuration: "attached-files.yaml",
  compute: "fargate",
  repository: "attached-files",
  tag: "1",
  schedule: "cron(0 6 * * ? *)",
  timeZone: "Europe/Berlin",
};
const LAMBDA = { configuration: "a.yaml", compute: "lambda", lambdaCode: "job.zip", schedule: "rate(1 hour)" };

describe("the settings of what is deployed", () => {
  it("are those of the context that is committed", async () => {
    const { context } = JSON.parse(await readFile(new URL("cdk.json", import.meta.url), "utf8"));
    expect(settingsOf(context)).toEqual({
      configuration: "../configuration/attached-files.yaml",
      compute: { kind: "fargate", repository: "attached-files", tag: "1", architecture: "x64", timeBox: "5h" },
      schedule: "cron(0 6 * * ? *)",
      timeZone: "Europe/Berlin",
      silentHours: 30,
    });
  });

  it("name a function's code, and your own network", () => {
    expect(settingsOf(LAMBDA)).toMatchObject({
      compute: { kind: "lambda", code: "job.zip", architecture: "arm64" },
      timeZone: "UTC",
    });
    const network = { vpcId: "vpc-0a1", subnetIds: "subnet-0a,subnet-0b", publicSubnets: "true" };
    expect(settingsOf({ ...FARGATE, ...network }).compute).toMatchObject({
      network: { vpcId: "vpc-0a1", subnetIds: ["subnet-0a", "subnet-0b"], isPublic: true },
    });
  });

  it("take the CDK's own context beside them", () => {
    expect(() =>
      settingsOf({ ...FARGATE, "aws:cdk:enable-path-metadata": true, "@aws-cdk/core:x": true }),
    ).not.toThrow();
  });

  it("are refused with every problem at once", () => {
    const wrong = { ...FARGATE, tag: "a b", schedule: "daily", silentHours: "0", emial: "a@b", vpcId: "vpc-1" };
    let message = "";
    try {
      settingsOf(wrong);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message.split("\n  ")).toEqual([
      "The context does not do:",
      expect.stringMatching(/^emial: no such setting; there are configuration, /),
      'tag: expected a tag or a digest of the image, received "a b"',
      'vpcId and subnetIds: expected vpc-… and subnet-…,subnet-…, received "vpc-1" and nothing',
      'schedule: expected an expression as cron(0 6 * * ? *) or rate(1 day), received "daily"',
      'silentHours: expected 1 to 168 hours, received "0"',
    ]);
  });

  it("are refused where there are none", () => {
    expect(() => settingsOf({})).toThrow(/compute: expected fargate or lambda, received nothing/);
  });
});
