import { performance } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { readOneOf, readOptionalObject } from "./cases/cases-members.ts";
import { MemberCheck } from "./check-member.ts";

const check = new MemberCheck("ValidationException");

describe("a refusal", () => {
  it.each<[string, () => unknown]>([
    ["m must be a string", () => check.optionalText(1, "m", 0, 9)],
    ["m must be a list", () => check.optionalList("x", "m", 0, 9)],
    ["m must be a whole number", () => check.optionalWhole("x", "m", 0, 9)],
    ["m must be an object", () => readOptionalObject([], "m")],
    ["m must be one of a, b", () => readOneOf("c", "m", ["a", "b"])],
  ])("does not say of a member that is there that it is required: %s", (message, act) => {
    expect(act).toThrow(expect.objectContaining({ message }));
  });

  it.each<[string, () => unknown]>([
    ["m is required and must be a string", () => check.text(undefined, "m", 0, 9)],
    ["m is required and must be a list", () => check.list(null, "m", 0, 9)],
    ["m is required and must be a whole number", () => check.whole(undefined, "m", 0, 9)],
    ["m is required and must be one of a, b", () => readOneOf(null, "m", ["a", "b"])],
  ])("says so of one that is absent: %s", (message, act) => {
    expect(act).toThrow(expect.objectContaining({ message }));
  });

  it("of a long text does not count it", () => {
    const long = "x".repeat(1024 * 1024);
    const before = performance.now();
    for (let time = 0; time < 100; time += 1) {
      expect(() => check.text(long, "m", 1, 500)).toThrow("m must have a length of 1 to 500, and has more than 500");
    }
    // Counting takes some 20 s.
    expect(performance.now() - before).toBeLessThan(1000);
    expect(() => check.text("🏠".repeat(501), "m", 1, 500)).toThrow("has more than 500");
    expect(() => check.text(`${"🏠".repeat(400)}${"x".repeat(110)}`, "m", 1, 500)).toThrow("and has 510");
    expect(check.text("🏠".repeat(500), "m", 1, 500)).toHaveLength(1000);
  });
});
