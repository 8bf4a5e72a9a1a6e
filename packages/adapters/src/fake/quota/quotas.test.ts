import { describe, expect, it } from "vitest";
import type { QuotaOptions } from "./quota.ts";
import { BATCH, HOME, quotasAtRest } from "./quotas-at-rest.test-support.ts";

const TWO_A_SECOND: QuotaOptions = { default: { requestsPerSecond: 2, burst: 5 } };

describe("a quota", () => {
  it("lets a burst through, and then none", () => {
    const { takeMany } = quotasAtRest(TWO_A_SECOND);
    expect(takeMany(20)).toBe(5);
    expect(takeMany(20)).toBe(0);
  });

  it("lets one more through for every share of a second, and not a moment earlier", () => {
    const { pass, takeMany } = quotasAtRest(TWO_A_SECOND);
    takeMany(5);
    pass(499);
    expect(takeMany(20)).toBe(0);
    pass(1);
    expect(takeMany(20)).toBe(1);
    pass(1000);
    expect(takeMany(20)).toBe(2);
  });

  it("keeps shares of a token, also where it was asked in between", () => {
    const { pass, takeMany } = quotasAtRest({ default: { requestsPerSecond: 0.1, burst: 1 } });
    takeMany(1);
    for (let second = 1; second < 10; second += 1) {
      pass(1000);
      expect(takeMany(1)).toBe(0);
    }
    pass(1000);
    expect(takeMany(1)).toBe(1);
  });

  it("keeps what is left of a token that was taken late", () => {
    const { pass, takeMany } = quotasAtRest(TWO_A_SECOND);
    takeMany(5);
    pass(750);
    expect(takeMany(20)).toBe(1);
    pass(250);
    expect(takeMany(20)).toBe(1);
  });

  it("saves up no more than a burst", () => {
    const { pass, takeMany } = quotasAtRest(TWO_A_SECOND);
    takeMany(5);
    pass(24 * 60 * 60 * 1000);
    expect(takeMany(20)).toBe(5);
  });

  it("is not lifted by a clock that is set back, nor held up by it", () => {
    const { pass, takeMany } = quotasAtRest(TWO_A_SECOND);
    takeMany(5);
    pass(-60 * 60 * 1000);
    expect(takeMany(20)).toBe(0);
    pass(500);
    expect(takeMany(20)).toBe(1);
  });

  it("is kept per account, Region and operation", () => {
    const { take, takeMany } = quotasAtRest(TWO_A_SECOND);
    takeMany(20);
    expect(take()).toBe(false);
    expect(take("ListDomains")).toBe(true);
    expect(take(BATCH, "999988887777")).toBe(true);
    expect(take(BATCH, HOME[0], "us-east-1")).toBe(true);
    expect(take()).toBe(false);
  });

  it("of an operation's own is kept instead of the default", () => {
    const { takeMany } = quotasAtRest({
      ...TWO_A_SECOND,
      operations: { GetDomain: { requestsPerSecond: 1, burst: 7 } },
    });
    expect([takeMany(20), takeMany(20, "GetDomain")]).toEqual([5, 7]);
  });

  it("is not there for operations that are not named, without a default", () => {
    const { takeMany } = quotasAtRest({ operations: { GetDomain: { requestsPerSecond: 1, burst: 7 } } });
    expect([takeMany(500), takeMany(500, "GetDomain")]).toEqual([500, 7]);
  });

  it("is not there at all where nothing is said", () => {
    expect(quotasAtRest(undefined).takeMany(500)).toBe(500);
  });
});
