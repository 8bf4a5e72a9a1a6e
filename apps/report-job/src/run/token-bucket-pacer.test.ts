import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Clock } from "./clock.ts";
import { tokenBucketPacer } from "./token-bucket-pacer.ts";

/** Time that passes only while somebody sleeps. */
function virtualClock(): Clock & { at: number } {
  const clock = {
    at: 0,
    now: () => new Date(clock.at),
    sleep: async (delayMs: number) => {
      clock.at += delayMs;
    },
  };
  return clock;
}

async function sendTimes(
  quota: Parameters<typeof tokenBucketPacer>[0],
  calls: number,
  between: (at: number) => number,
): Promise<number[]> {
  const clock = virtualClock();
  const pacer = tokenBucketPacer(quota, clock);
  const times: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    await pacer.acquire("op");
    times.push(clock.at);
    clock.at += between(call);
  }
  return times;
}

describe("the pacer", () => {
  it("never sends more in any window than burst and rate allow", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          requestsPerSecond: fc.integer({ min: 1, max: 50 }),
          burst: fc.integer({ min: 1, max: 20 }),
          share: fc.constantFrom(0.25, 0.5, 0.75, 1),
        }),
        fc.array(fc.nat(3000), { minLength: 1, maxLength: 20 }),
        async (quota, pauses) => {
          const times = await sendTimes(quota, 80, (call) => pauses[call % pauses.length] ?? 0);
          const rate = (quota.requestsPerSecond * quota.share) / 1000;
          const burst = Math.max(1, Math.floor(quota.burst * quota.share));
          for (let from = 0; from < times.length; from += 1) {
            for (let to = from; to < times.length; to += 1) {
              const windowMs = (times[to] ?? 0) - (times[from] ?? 0);
              // A clock of whole milliseconds cannot tell windows apart by less than one.
              expect(to - from + 1).toBeLessThanOrEqual(burst + (windowMs + 1) * rate);
            }
          }
        },
      ),
      { seed: 20261124, numRuns: 50 },
    );
  });

  it("uses the whole rate while work remains", async () => {
    const times = await sendTimes({ requestsPerSecond: 2, burst: 5, share: 0.75 }, 1000, () => 0);
    const rate = (times.length - 1) / ((times.at(-1) ?? 0) / 1000);
    expect(rate).toBeGreaterThan(1.499);
    expect(rate).toBeLessThan(1.505);
  });

  it("gives each operation a bucket of its own", async () => {
    const clock = virtualClock();
    const pacer = tokenBucketPacer({ requestsPerSecond: 1, burst: 1, share: 1 }, clock);
    await pacer.acquire("a");
    await pacer.acquire("b");
    expect(clock.at).toBe(0);
    await pacer.acquire("a");
    expect(clock.at).toBe(1000);
  });

  it("waits after a throttle for as long as the service asks, and at least a second", async () => {
    for (const [retryAfterMs, least] of [
      [undefined, 1000],
      [7000, 7000],
    ] as const) {
      const clock = virtualClock();
      const pacer = tokenBucketPacer({ requestsPerSecond: 100, burst: 10, share: 1 }, clock);
      await pacer.acquire("op");
      pacer.throttled("op", retryAfterMs);
      await pacer.acquire("op");
      expect(clock.at).toBeGreaterThanOrEqual(least);
      expect(clock.at).toBeLessThan(least + 100);
    }
  });

  it("paces nothing when the quota is unlimited", async () => {
    expect((await sendTimes({ requestsPerSecond: "unlimited", burst: 1, share: 1 }, 100, () => 0)).at(-1)).toBe(0);
  });
});
