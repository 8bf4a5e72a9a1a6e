import { describe, expect, it } from "vitest";
import { humanBytes, lasted, number, share } from "./quantities.tsx";

describe("quantities", () => {
  it.each([
    [0n, "0 bytes"],
    [1n, "1 byte"],
    [1000n, "1,000 bytes"],
    [1024n, "1.00 KiB"],
    [10_230n, "9.99 KiB"],
    [10_239n, "10.0 KiB"],
    [1_048_575n, "1.00 MiB"],
    [104_857_600n, "100 MiB"],
    [9_223_372_036_854_775_807n * 3n, "24.0 EiB"],
    [-2048n, "-2.00 KiB"],
  ])("writes %s bytes as %s", (bytes, text) => {
    expect(humanBytes(bytes)).toBe(text);
  });

  it.each([
    [0, 10, "0 %"],
    [10, 10, "100 %"],
    [1, 3, "33.3 %"],
    [1, 1_000_000, "< 0.1 %"],
    [999_999, 1_000_000, "> 99.9 %"],
    [0, 0, "–"],
  ])("writes %i of %i as %s", (part, whole, text) => {
    expect(share(part, whole)).toBe(text);
  });

  it.each([
    [0, "0.0 s"],
    [400, "0.4 s"],
    [9_960, "10 s"],
    [125_000, "2 min 5 s"],
    [3_600_000, "1 h"],
    [93_784_000, "1 d 2 h"],
    [-5, "0.0 s"],
  ])("writes %i ms as %s", (milliseconds, text) => {
    expect(lasted(milliseconds)).toBe(text);
  });

  it("separates thousands", () => {
    expect(number(1_234_567)).toBe("1,234,567");
  });
});
