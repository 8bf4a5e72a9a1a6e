import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeIssue, ok, refuse, show } from "./result.ts";

const LONGEST = 800; // 120 characters, each at most \uXXXX, and the words around them.

describe("show", () => {
  it("shows what looks like nothing, as it comes along from a chat", () => {
    expect(show("T06:\u200B00Z")).toBe('"T06:\\u200b00Z"');
    expect(show("a\u202Eb\uFEFF")).toBe('"a\\u202eb\\ufeff"');
  });

  it.each([
    [undefined, "nothing"],
    [null, "null"],
    ["", '""'],
    ["a", '"a"'],
    ['say "no"\n', '"say \\"no\\"\\n"'],
    ["📎", '"📎"'],
    ["\ud800", '"\\ud800"'],
    [0, "0"],
    [-0, "0"],
    [1e21, "1e+21"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    [true, "true"],
    [12n, "12"],
    [[], "a list of 0"],
    [[1, 2], "a list of 2"],
    [{}, "an object with 0 members"],
    [{ a: 1 }, "an object with 1 member"],
    [{ a: 1, b: 2 }, "an object with 2 members"],
    [Object.create(null), "an object with 0 members"],
    [Symbol("s"), "a symbol"],
    [() => 1, "a function"],
  ])("shows %o as %s", (value, text) => {
    expect(show(value)).toBe(text);
  });

  it("keeps 120 characters as they are and cuts the 121st, telling how many there were", () => {
    expect(show("x".repeat(120))).toBe(`"${"x".repeat(120)}"`);
    expect(show("x".repeat(121))).toBe(`"${"x".repeat(120)}"… (121 characters)`);
  });

  it("leaves no half of a character where it cuts", () => {
    expect(show(`${"x".repeat(119)}📎📎`)).toBe(`"${"x".repeat(119)}\ufffd"… (123 characters)`);
  });

  it("cuts numbers with thousands of digits", () => {
    expect(show(10n ** 5000n)).toBe(`1${"0".repeat(119)}… (5001 characters)`);
  });

  it.each([
    ["a function whose toString throws", Object.assign(() => 1, { toString: thrower })],
    ["an object whose toString throws", { toString: thrower, toJSON: thrower, [Symbol.toPrimitive]: thrower }],
    ["an object whose members throw when read", Object.defineProperty({}, "a", { get: thrower, enumerable: true })],
    ["a list that cannot be turned into text", Object.assign([1], { toString: thrower })],
    ["a symbol with an endless description", Symbol("x".repeat(1e6))],
  ])("never throws and stays short for %s", (_name, value) => {
    expect(show(value).length).toBeLessThan(LONGEST);
  });

  it("never throws, stays short and stays on one line, whatever it is given", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true }), (value) => {
        const text = show(value);
        expect(text.length).toBeLessThan(LONGEST);
        expect(text).not.toMatch(/[\r\n]/);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});

describe("describeIssue", () => {
  it("names the place where there is one", () => {
    const issue = { expected: "a list", received: "null" };
    expect(describeIssue({ path: "fileIds", ...issue })).toBe("fileIds: expected a list, received null");
    expect(describeIssue({ path: "", ...issue })).toBe("expected a list, received null");
  });
});

describe("a Result", () => {
  it("is the value, or every issue", () => {
    const issues = [{ path: "a", expected: "b", received: "c" }];
    expect(ok(undefined)).toEqual({ ok: true, value: undefined });
    expect(refuse(issues)).toEqual({ ok: false, issues });
  });
});

function thrower(): never {
  throw new Error("hostile");
}
