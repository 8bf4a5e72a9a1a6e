import { expect, it } from "vitest";
import { parseConfig } from "./parse-config.ts";

const good = { name: "ops", to: "webhook", on: ["partial"], urlVariable: "OPS_URL" };

it.each([
  [{ ...good, to: "pigeon" }, "notify[0].to", "webhook, sns or event-bridge"],
  [{ ...good, on: [] }, "notify[0].on", "at least 1 entry"],
  [{ ...good, on: ["sometimes"] }, "notify[0].on[0]", "one of partial, policy, changes, failure, always"],
  [{ ...good, urlVariable: "ATTACHED_FILES_URL" }, "notify[0].urlVariable", "does not begin with ATTACHED_FILES_"],
  [{ ...good, format: "html" }, "notify[0].format", "one of slack, teams, json"],
  [{ ...good, url: "https://h/x" }, "notify[0].url", "a setting that exists"],
  [{ name: "t", to: "sns", on: ["always"], topicArn: "nonsense" }, "notify[0].topicArn", "the ARN of an SNS topic"],
  [{ name: "b", to: "event-bridge", on: ["always"], bus: "a b" }, "notify[0].bus", "the name or ARN of an event bus"],
])("refuses the target %j", (target, path, expected) => {
  const parsed = parseConfig({ scopes: [{ name: "main" }], notify: [target] });
  expect(parsed.ok ? [] : parsed.issues).toEqual([
    { path, expected: expect.stringContaining(expected), received: expect.not.stringContaining("https") },
  ]);
});

it("refuses a name that another target has", () => {
  const parsed = parseConfig({ scopes: [{ name: "main" }], notify: [good, good] });
  expect(parsed.ok ? [] : parsed.issues.map(({ path }) => path)).toEqual(["notify[1].name"]);
});
