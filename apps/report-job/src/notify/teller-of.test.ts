import { expect, it } from "vitest";
import { readableParts } from "../config/readable-parts.ts";
import { tellerOf } from "./teller-of.ts";

it("names account and Region of a configuration that is refused, and no Region that is not its own", () => {
  const role = { roleArn: "arn:aws:iam::111122223333:role/attached-files", externalID: 7 };
  const raw = {
    scopes: [
      { name: "care", assumeRole: role },
      { name: "sales", region: "?" },
    ],
    polcy: 1,
  };
  const { places, regions } = tellerOf(readableParts(raw), { runId: "r", environment: { AWS_REGION: "eu-west-2" } });
  expect(places).toEqual([
    { scope: "care", region: "eu-west-2", account: "111122223333", instance: null },
    { scope: "sales", region: null, account: null, instance: null },
  ]);
  expect(regions).toEqual(["eu-west-2"]);
});
