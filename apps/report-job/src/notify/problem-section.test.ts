import { expect, it } from "vitest";
import { problemSection } from "./problem-section.ts";

it.each([
  ["rejected > 0", "problem-rejected"],
  ["stuck older than 1h > 0", "problem-stuck"],
  ["status REJECTED > 5 %", "problem-rejected"],
  ["call failed > 3", "problem-call-failed"],
  ["call-failed > 3", "problem-call-failed"],
  ["status constructor > 0", undefined],
  ["files grew over 5 %", "alert-grew"],
  ["bytes grew over 1 GiB", "alert-grew"],
  ["files shrank over 20 %", "alert-shrank"],
  ["bytes shrank over 20 %", "alert-shrank"],
  ["files grew under 1", "alert-shrank"],
  ["files shrank at most 0", "alert-grew"],
  ["irregularities > 0", undefined],
])("the rule %s points to %s", (rule, section) => {
  expect(problemSection(rule)).toBe(section);
});
