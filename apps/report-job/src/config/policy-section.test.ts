import { expect, it } from "vitest";
import { parseConfig } from "./parse-config.ts";

const scopes = [{ name: "main" }];

it("reads a policy as core does", () => {
  const parsed = parseConfig({ scopes, policy: [{ name: "a", rule: "not known > 1 %", sentence: "Look." }] });
  expect(parsed.ok && parsed.value.policy).toEqual([
    {
      name: "a",
      condition: { metric: { kind: "count", name: "not-known" }, comparison: ">", limit: 1, unit: "percent" },
      severity: "warning",
      sentence: "Look.",
    },
  ]);
});

it("tells all that is wrong with rules, with place, part, what is allowed and the nearest metric", () => {
  const policy = [
    { name: "a", rule: "rejectd > many" },
    { name: "a", rule: "files > 0" },
    { name: "b", rule: "rejected > 0.5" },
  ];
  const parsed = parseConfig({ scopes, policy });
  const at = "at character";
  expect(parsed.ok ? [] : parsed.issues).toEqual([
    {
      path: "policy[0].rule",
      expected: expect.stringContaining("the nearest is rejected;"),
      received: `"rejectd" ${at} 1 of "rejectd > many"`,
    },
    { path: "policy[0].rule", expected: "a number", received: `"many" ${at} 11 of "rejectd > many"` },
    {
      path: "policy[2].rule",
      expected: expect.stringContaining("whole"),
      received: `"0.5" ${at} 12 of "rejected > 0.5"`,
    },
    { path: "policy[1].name", expected: "a name that no other rule has", received: '"a"' },
  ]);
});

it("tells what is wrong with each rule and its name also where another has not the form of one", () => {
  const policy = [
    { name: "a", rule: "rejcted > 0", severity: "high" },
    { name: "b", rule: "stuck older then 1h > 5", colour: "red" },
    { name: "a", rule: "files > 0" },
    "files > 0",
    { name: "a b" },
  ];
  const parsed = parseConfig({ scopes, policy });
  const paths = (parsed.ok ? [] : parsed.issues).map(({ path }) => path);
  expect(paths.toSorted()).toEqual([
    "policy[0].rule",
    "policy[0].severity",
    "policy[1].colour",
    "policy[1].rule",
    "policy[2].name",
    "policy[3]",
    "policy[4].name",
    "policy[4].rule",
  ]);
});

it.each([
  [{ name: "a", rule: "files > 0", severity: "loud" }, "policy[0].severity", "one of info, warning, critical"],
  [{ name: "a b", rule: "files > 0" }, "policy[0].name", "1 to 64 letters"],
  [{ name: "a", rule: "files > 0", text: "x" }, "policy[0].text", "a setting that exists"],
  [{ name: "a", rule: "files > 0", severty: "info" }, "policy[0].severty", "a setting that exists, as 'severity'"],
  [{ name: "a", rule: "files > 0", sentence: "x".repeat(301) }, "policy[0].sentence", "at most 300"],
  [{ name: "a" }, "policy[0].rule", "a string"],
])("refuses %j", (rule, path, expected) => {
  const parsed = parseConfig({ scopes, policy: [rule] });
  expect(parsed.ok ? [] : parsed.issues).toEqual([
    { path, expected: expect.stringContaining(expected), received: expect.any(String) },
  ]);
});
