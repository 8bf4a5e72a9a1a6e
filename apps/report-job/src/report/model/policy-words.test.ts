import { describe, expect, it } from "vitest";
import { valueInWords } from "./policy-words.ts";

type Valued = Parameters<typeof valueInWords>[0];
const BLIND: Valued = { rule: "not known > 5 %", result: "unknown", value: 0, valueIsLeast: true, unit: "percent" };

describe("the value of a threshold in words", () => {
  it.each([
    ["3 %", { value: 3, valueIsLeast: false, result: "crossed" }],
    ["at least 12.5 %", { value: 12.5 }],
    ["at least 1.00 KiB", { value: 1024, unit: "bytes", rule: "bytes > 1 GiB" }],
    ["not known", { value: null, valueIsLeast: false }],
  ] as const)("is %s", (words, change) => {
    expect(valueInWords({ ...BLIND, ...change })).toBe(words);
  });

  it("is not known where nothing is counted and that decides, because 0 at least is true of everything", () => {
    expect(valueInWords(BLIND)).toBe("not known");
  });

  it.each([
    ["at least 0", "what is counted is what the rule is about", { rule: "rejected >= 0", result: "crossed" }],
    ["0", "it is known that there is none", { rule: "rejected > 0", valueIsLeast: false, result: "kept" }],
    ["at least 0", "less than nothing could have been", { rule: "files grew by more than 5", result: "unknown" }],
  ] as const)("is %s where %s", (words, _, change) => {
    expect(valueInWords({ ...BLIND, unit: "count", ...change })).toBe(words);
  });
});
