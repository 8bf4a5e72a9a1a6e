import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quotasAtRest } from "./quotas-at-rest.test-support.ts";

describe("in any window of any calls", () => {
  const calls = fc.array(fc.oneof(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 100_000 })), {
    minLength: 1,
    maxLength: 200,
  });
  const quota = fc.record({
    requestsPerSecond: fc.double({ min: 0.01, max: 50, noNaN: true }),
    burst: fc.integer({ min: 1, max: 12 }),
  });

  it("no more are let through than a burst and the rate's share of the window", () => {
    fc.assert(
      fc.property(quota, calls, ({ requestsPerSecond, burst }, pauses) => {
        const { pass, take } = quotasAtRest({ default: { requestsPerSecond, burst } });
        const admittedAt: number[] = [];
        let nowMs = 0;
        for (const pause of pauses) {
          nowMs += pause;
          pass(pause);
          if (take()) admittedAt.push(nowMs);
        }
        // The windows that matter begin and end at calls that were let through.
        for (const [first, from] of admittedAt.entries()) {
          for (let last = first; last < admittedAt.length; last += 1) {
            const windowSeconds = ((admittedAt[last] ?? 0) - from) / 1000;
            expect(last - first + 1).toBeLessThanOrEqual(burst + requestsPerSecond * windowSeconds + 1e-6);
          }
        }
      }),
      { seed: 20261123 },
    );
  });

  it("one that is always asked lets through as many as it may", () => {
    fc.assert(
      fc.property(quota, ({ requestsPerSecond, burst }) => {
        const { pass, take } = quotasAtRest({ default: { requestsPerSecond, burst } });
        let admitted = 0;
        const times = 500;
        for (let asked = 0; asked < times; asked += 1) {
          while (admitted < 100_000 && take()) admitted += 1;
          if (asked < times - 1) pass(10);
        }
        const most = burst + (requestsPerSecond * (times - 1)) / 100;
        expect(admitted).toBeLessThanOrEqual(most + 1e-6);
        // A full bucket runs over where it is small and fills in less than the 10 ms between two questions.
        if (burst >= 2) expect(admitted).toBeGreaterThan(most - 1 - 1e-6);
      }),
      { seed: 20261123 },
    );
  });

  it("a clock that goes to and fro brings no more than its ways forward do", () => {
    const ways = fc.array(fc.integer({ min: -5_000, max: 5_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(quota, ways, ({ requestsPerSecond, burst }, moves) => {
        const { pass, take } = quotasAtRest({ default: { requestsPerSecond, burst } });
        let [admitted, forwardMs] = [0, 0];
        for (const move of moves) {
          pass(move);
          forwardMs += Math.max(0, move);
          if (take()) admitted += 1;
        }
        expect(admitted).toBeLessThanOrEqual(burst + (requestsPerSecond * forwardMs) / 1000 + 1e-6);
      }),
      { seed: 20261123 },
    );
  });
});
