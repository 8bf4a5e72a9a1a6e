import { expect, test } from "vitest";
import { judgeSettings, type SettingWords } from "./judge-settings.ts";

const WORDS: SettingWords = {
  name: "--name",
  region: "--region",
  instanceId: "--instance-id",
  domainIds: "--domain-id",
  endpoint: "--endpoint",
  cron: "--cron",
  timeZone: "--time-zone",
  bucket: "--bucket",
};
const UUID = "0f1e2d3c-aaaa-4bbb-8ccc-0123456789ab";

test.each([
  [
    "an alias",
    { instanceId: "customer-care" },
    [/^--instance-id: "customer-care" does not look.*aws connect list-instances/],
  ],
  ["a part of an id", { instanceId: UUID.slice(1) }, [/--instance-id/]],
  ["an id", { instanceId: UUID }, []],
  ["an id in capitals", { instanceId: UUID.toUpperCase() }, []],
  ["the id of an ARN", { instanceId: "arn:aws:connect:eu-central-1:111122223333:instance/i-1" }, []],
  ["what a fake was told", { instanceId: "i-1", endpoint: "http://127.0.0.1:4566" }, []],
  [
    "what a fake was told, with a slip in the Region",
    { instanceId: "i-1", endpoint: "http://127.0.0.1:4566", region: "eu-centrall-1" },
    [/^--region: .*did you mean eu-central-1\?$/],
  ],
  [
    "what a fake was told, in a Region that is near none",
    { instanceId: "i-1", endpoint: "http://127.0.0.1:4566", region: "xx-nowhere-north-12" },
    [],
  ],
  ["an alias and a strange Region", { instanceId: "care", region: "eu-nowhere-1" }, [/--instance-id/, /--region/]],
])("%s as an instance", (_, given, doubts) => {
  const judged = judgeSettings({ region: "eu-central-1", ...given }, WORDS);
  expect(judged.problems).toEqual([]);
  expect(judged.doubts).toEqual(doubts.map((doubt) => expect.stringMatching(doubt)));
});
