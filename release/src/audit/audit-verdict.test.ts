import { expect, it } from "vitest";
import { auditVerdict } from "./audit-verdict.ts";

it.each([
  ["", "no answer came in time"],
  ["Error: ERR\n\n  × The audit endpoint responded with\n  │ 503:", "the registry answered the question with 503"],
  ["{}", "{}"],
  ["a page of a proxy", "a page of a proxy"],
])("what is no report is unknown: %j", (printed, why) => {
  expect(auditVerdict({ all: printed, production: printed }, () => true)).toEqual({ kind: "unknown", why });
});

it("is unknown where only half of it was answered", () => {
  const all = JSON.stringify({ advisories: {}, metadata: {} });
  expect(auditVerdict({ all, production: "" }, () => true)).toMatchObject({ kind: "unknown" });
});
