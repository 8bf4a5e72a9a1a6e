import fc from "fast-check";
import { expect, it } from "vitest";
import { describeIssue } from "../validation/result.ts";
import { parsePolicy } from "./parse-policy.ts";
import { isAtLeast } from "./policy.ts";

it("takes a warning for granted, and the rule itself for its sentence", () => {
  expect(parsePolicy([{ name: "no-rejections", rule: "rejected over 0" }])).toEqual({
    ok: true,
    value: [
      {
        name: "no-rejections",
        condition: { metric: { kind: "count", name: "rejected" }, comparison: ">", limit: 0, unit: "count" },
        severity: "warning",
        sentence: "rejected > 0",
      },
    ],
  });
});

it("tells everything that is wrong with all rules, each with its place", () => {
  const parsed = parsePolicy([
    { name: "a", rule: "rejectd > 0" },
    { name: "a b", rule: "rejected > 0", severity: "loud", sentence: " " },
    { name: "a", rule: "rejected > 0", severty: "info" },
    7,
  ]);
  expect(parsed.ok ? [] : parsed.issues.map(describeIssue)).toEqual([
    expect.stringMatching(/^\[0\]\.rule: expected a metric that exists \(the nearest is rejected;.*"rejectd" at char/),
    expect.stringMatching(/^\[1\]\.name: expected 1 to 64 letters.*received "a b"$/),
    '[1].severity: expected one of info, warning, critical, received "loud"',
    expect.stringMatching(/^\[1\]\.sentence: expected a text that is not blank/),
    '[2].severty: expected a member that exists: severity, received an unknown name, "severty"',
    "[3]: expected an object with name and rule, received 7",
    '[2].name: expected a name that no other rule has, received "a"',
  ]);
});

it("is total: anything is a policy or has issues", () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.array(fc.anything())), (value) => {
      const parsed = parsePolicy(value);
      expect(parsed.ok || parsed.issues.length > 0).toBe(true);
    }),
  );
});

it("knows that critical is more than a warning, and a warning more than info", () => {
  expect(isAtLeast("critical", "warning")).toBe(true);
  expect(isAtLeast("warning", "warning")).toBe(true);
  expect(isAtLeast("info", "warning")).toBe(false);
});
