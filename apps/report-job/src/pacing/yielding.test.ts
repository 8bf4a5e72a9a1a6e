import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type VirtualClock, virtualClock } from "../testing/virtual-clock.ts";
import { quotaPacer } from "./adaptive-pacer.ts";
import type { GaugedPacer } from "./pacer-gauge.ts";
import type { Quota } from "./quota.ts";

const QUOTA: Quota = { requestsPerSecond: 20, burst: 10, share: 0.5 };
const MINUTE_MS = 60_000;

/** A pacer of which somebody always wants more, and when attempts were let through, in milliseconds. */
function asked(quota: Quota = QUOTA): {
  readonly clock: VirtualClock;
  readonly pacer: GaugedPacer;
  readonly times: number[];
  rate(): number | "unlimited";
  end(): void;
} {
  const clock = virtualClock();
  const pacer = quotaPacer(quota, clock);
  const ends = new AbortController();
  const times: number[] = [];
  const ask = async (): Promise<void> => {
    while (!ends.signal.aborted) {
      await pacer.acquire("op", ends.signal);
      times.push(clock.elapsedMs());
      await clock.sleep(1, ends.signal);
    }
  };
  for (let one = 0; one < 3; one += 1) ask().catch(() => {});
  return { clock, pacer, times, rate: () => pacer.figures("op").requestsPerSecond, end: () => ends.abort() };
}

describe("a throttle", () => {
  it.each([
    ["at least a second", undefined, 1000],
    ["as long as the service asks", 7000, 7000],
    ["at least a second, where the service asks for less", 10, 1000],
  ])("holds everybody back for %s, and leaves six tenths of the rate", async (_, retryAfterMs, leastMs) => {
    const { clock, pacer, times, rate, end } = asked();
    await clock.advance(5000);
    pacer.throttled("op", retryAfterMs);
    const before = times.length;
    await clock.advance(leastMs);
    expect(times).toHaveLength(before);
    expect(rate()).toBeCloseTo(6);
    await clock.advance(10_000);
    // No head start: not even one at once, and no burst.
    expect(times.length - before).toBeGreaterThan(50);
    expect(times.length - before).toBeLessThan(90);
    expect((times[before] ?? 0) - 5000).toBeGreaterThan(leastMs + 100);
    end();
  });

  it("gives no burst to those who come late after it", async () => {
    const clock = virtualClock();
    const pacer = quotaPacer(QUOTA, clock);
    await pacer.acquire("op");
    pacer.throttled("op");
    await clock.advance(10_000);
    for (let one = 0; one < 10; one += 1) void pacer.acquire("op");
    await clock.advance(0);
    // 7 tenths of the rate by now, and so 7 tenths of the burst of 5.
    expect(pacer.figures("op").attempts - 1).toBe(3);
    await clock.advance(2000);
  });

  it("of requests that were under way together counts once, and the next one again", async () => {
    const { clock, pacer, rate, end } = asked();
    await clock.advance(5000);
    for (let one = 0; one < 8; one += 1) pacer.throttled("op");
    await clock.advance(900);
    pacer.throttled("op");
    expect(rate()).toBeCloseTo(6);
    await clock.advance(1500);
    pacer.throttled("op");
    expect(rate()).toBeLessThan(4.5);
    expect(pacer.figures("op").throttles).toBe(10);
    end();
  });

  it("that comes later for the same burst, and asks for longer, puts the coming back off", async () => {
    const { clock, pacer, times, rate, end } = asked();
    await clock.advance(5000);
    pacer.throttled("op");
    pacer.throttled("op", 60_000);
    const before = times.length;
    await clock.advance(59_999);
    expect(times).toHaveLength(before);
    expect(rate()).toBeCloseTo(6);
    end();
  });

  it("holds an unlimited quota back, too, which is unlimited again after quiet hours", async () => {
    const { clock, pacer, times, rate, end } = asked({ requestsPerSecond: "unlimited", burst: 1, share: 1 });
    await clock.advance(1000);
    expect(times.length).toBeGreaterThan(2900);
    pacer.throttled("op");
    const before = times.length;
    await clock.advance(999);
    expect(times).toHaveLength(before);
    await clock.advance(1000);
    expect(Number(rate())).toBeLessThan(2000);
    expect(times.length - before).toBeLessThan(2000);
    end();
    await clock.advance(60 * MINUTE_MS);
    expect(rate()).toBe("unlimited");
  });
});

describe("quiet", () => {
  it("brings the whole rate back in some two minutes after one throttle, and in five after a storm", async () => {
    const { clock, pacer, rate, end } = asked();
    await clock.advance(5000);
    pacer.throttled("op");
    await clock.advance(2 * MINUTE_MS);
    expect(rate()).toBe(10);
    for (let second = 0; second < 120; second += 1) {
      pacer.throttled("op");
      await clock.advance(3000);
    }
    // Never below a twentieth, so that somebody notices when it ends.
    expect(rate()).toBeGreaterThanOrEqual(0.5);
    expect(rate()).toBeLessThan(0.6);
    await clock.advance(5 * MINUTE_MS);
    expect(rate()).toBe(10);
    end();
  });

  it("only ever raises the rate, and a throttle only ever lowers it, never below its floor", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(200_000), { minLength: 1, maxLength: 12 }), async (pauses) => {
        const clock = virtualClock();
        const pacer = quotaPacer(QUOTA, clock);
        const rate = (): number => Number(pacer.figures("op").requestsPerSecond);
        for (const pause of pauses) {
          const unthrottled = rate();
          await pacer.acquire("op");
          pacer.throttled("op");
          const low = rate();
          expect(low).toBeGreaterThanOrEqual(0.5);
          if (unthrottled > 0.5) expect(low).toBeLessThan(unthrottled);
          let before = low;
          for (let part = 0; part < 5; part += 1) {
            await clock.advance(3000 + pause / 5);
            expect(rate()).toBeGreaterThanOrEqual(before);
            before = rate();
          }
          expect(before).toBeLessThanOrEqual(10);
        }
      }),
      { seed: 20261126, numRuns: 40 },
    );
  });
});
