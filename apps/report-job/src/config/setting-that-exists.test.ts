import { expect, it } from "vitest";
import { settingThatExists } from "./setting-that-exists.ts";

it.each([
  ["scope", [], "scopes"],
  ["schedul", [], "schedule"],
  ["regoin", ["scopes", 0], "region"],
  ["requestPerSecond", ["scopes", 1, "quota"], "requestsPerSecond"],
  ["stuckAfterSecond", ["report"], "stuckAfterSeconds"],
  ["bukket", ["publish", "s3"], "bucket"],
  ["severty", ["policy", 0], "severity"],
  ["sentance", ["policy", 3], "sentence"],
  ["warnAtShar", ["rules", "filesPerCase"], "warnAtShare"],
])("a slip of the pen, %s in %j, is told with the setting that was meant", (written, path, meant) => {
  expect(settingThatExists(written, path)).toBe(`a setting that exists, as '${meant}'`);
});

it("another word is not, and neither is one where no settings are", () => {
  expect(settingThatExists("colour", [])).toBe("a setting that exists");
  expect(settingThatExists("x", ["policy", 0, "nowhere"])).toBe("a setting that exists");
});

it.each([
  ["urlVariabel", "webhook", "a setting that exists, as 'urlVariable'"],
  ["topicArm", "sns", "a setting that exists, as 'topicArn'"],
  ["buss", "event-bridge", "a setting that exists, as 'bus'"],
  ["urlVariabel", "sns", "a setting that exists"],
  ["urlVariable", "sns", "a setting that exists"],
])("a slip in a target, %s with 'to: %s', is told with a setting of such a target alone", (written, to, expected) => {
  expect(settingThatExists(written, ["notify", 1], { to })).toBe(expected);
});
