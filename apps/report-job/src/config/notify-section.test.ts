import { expect, it } from "vitest";
import { parseConfig } from "./parse-config.ts";

const good = { name: "ops", to: "webhook", on: ["partial"], urlVariable: "OPS_URL" };

it.each([
  [{ ...good, to: "pigeon" }, "notify[0].to", "webhook, sns or event-bridge"],
  [{ ...good, on: [] }, "notify[0].on", "at least 1 entry"],
  [{ ...good, on: ["sometimes"] }, "notify[0].on[0]", "one of partial, policy, changes, failure, always"],
  [{ ...good, urlVariable: "ATTACHED_FILES_URL" }, "notify[0].urlVariable", "does not begin with ATTACHED_FILES_"],
  [{ ...good, format: "html" }, "notify[0].format", "one of slack, teams, json"],
  [{ ...good, fromat: "json" }, "notify[0].fromat", "a setting that exists, as 'format'"],
  [{ ...good, colour: "red" }, "notify[0].colour", "a setting that exists"],
  [{ name: "t", to: "sns", on: ["always"], topicArn: "nonsense" }, "notify[0].topicArn", "the ARN of an SNS topic"],
  [{ name: "b", to: "event-bridge", on: ["always"], bus: "a b" }, "notify[0].bus", "the name or ARN of an event bus"],
])("refuses the target %j", (target, path, expected) => {
  const parsed = parseConfig({ scopes: [{ name: "main" }], notify: [target] });
  expect(parsed.ok ? [] : parsed.issues).toEqual([
    { path, expected: expect.stringContaining(expected), received: expect.not.stringContaining("https") },
  ]);
});

const { urlVariable: _, ...withoutVariable } = good;
const SECRET = "https://hooks.example/services/T0/t0ken";

it.each([
  [
    { ...withoutVariable, to: "slack" },
    "notify[0].to",
    "'to: webhook' with 'format: slack' and 'urlVariable: OPS_WEBHOOK",
  ],
  [
    { ...withoutVariable, to: "MSTeams" },
    "notify[0].to",
    "'to: webhook' with 'format: teams' and 'urlVariable: OPS_WEBH",
  ],
  [{ ...withoutVariable, to: "slack", url: SECRET }, "notify[0].to", "'to: webhook' with 'format: slack'"],
  [
    { ...withoutVariable, url: SECRET },
    "notify[0].url",
    "no URL in this file, but 'to: webhook' with 'urlVariable: OPS_",
  ],
  [{ ...withoutVariable, to: SECRET }, "notify[0].to", "no URL in this file"],
  [{ ...good, url: SECRET }, "notify[0].url", "no URL in this file"],
  [{ ...good, urlVariable: ` ${SECRET}` }, "notify[0].urlVariable", "no URL in this file"],
  [{ ...good, name: SECRET }, "notify[0].name", "no URL in this file"],
  [SECRET, "notify[0]", "an object"],
])("tells the right way once, and no URL, of the target %#", (target, path, expected) => {
  const parsed = parseConfig({ scopes: [{ name: "main" }], notify: [target] });
  const issues = parsed.ok ? [] : parsed.issues;
  expect(issues).toMatchObject([{ path, expected: expect.stringContaining(expected) }]);
  expect(JSON.stringify(issues)).not.toMatch(/hooks\.example|t0ken/);
});

it("says whose the URL is that stands beside a chat's name, and leaves endpoints of AWS alone", () => {
  const both = parseConfig({ scopes: [{ name: "main" }], notify: [{ ...withoutVariable, to: "slack", url: SECRET }] });
  expect(both.ok ? "" : both.issues[0]?.received).toBe(
    '"slack", and "url": a URL, which is not shown because whoever knows it can write',
  );
  const bus = { name: "b", to: "event-bridge", on: ["always"], endpoint: "http://127.0.0.1:4010" };
  expect(parseConfig({ scopes: [{ name: "main" }], notify: [bus] }).ok).toBe(true);
});

it("refuses a name that another target has", () => {
  const parsed = parseConfig({ scopes: [{ name: "main" }], notify: [good, good] });
  expect(parsed.ok ? [] : parsed.issues.map(({ path }) => path)).toEqual(["notify[1].name"]);
});
