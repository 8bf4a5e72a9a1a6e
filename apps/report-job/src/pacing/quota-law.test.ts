import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Clock } from "../run/clock.ts";
import { virtualClock } from "../testing/virtual-clock.ts";
import { quotaPacer } from "./adaptive-pacer.ts";
import { ownPart } from "./quota.ts";

const quotas = fc.record({
  requestsPerSecond: fc.double({ min: 0.1, max: 50, noNaN: true }),
  burst: fc.integer({ min: 1, max: 20 }),
  share: fc.constantFrom(0.25, 0.5, 0.75, 1),
});

/** What happens to a pacer, one after the other. */
const happenings = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant("arrive" as const), many: fc.integer({ min: 1, max: 8 }) }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("pass" as const), ms: fc.nat(4000) }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("throttle" as const), ms: fc.option(fc.nat(5000), { nil: undefined }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("setDate" as const), ms: fc.integer({ min: -1e8, max: 1e8 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("abortAll" as const) }) },
  ),
  { maxLength: 60 },
);
type Happening = typeof happenings extends fc.Arbitrary<(infer Each)[]> ? Each : never;

/** When attempts were let through, in milliseconds by `timeOf`. */
async function grantTimes(
  quota: Parameters<typeof quotaPacer>[0],
  what: readonly Happening[],
  clock: ReturnType<typeof virtualClock>,
  seen: Clock,
  timeOf: () => number,
): Promise<number[]> {
  const pacer = quotaPacer(quota, seen);
  const times: number[] = [];
  let ends = new AbortController();
  for (const each of what) {
    if (each.kind === "arrive") {
      for (let one = 0; one < each.many; one += 1) {
        pacer.acquire("op", ends.signal).then(
          () => times.push(timeOf()),
          () => {},
        );
      }
    } else if (each.kind === "pass") await clock.advance(each.ms);
    else if (each.kind === "throttle") pacer.throttled("op", each.ms);
    else if (each.kind === "setDate") clock.setDateBy(each.ms);
    else {
      ends.abort();
      ends = new AbortController();
    }
    await clock.advance(0);
  }
  await clock.advance(20_000);
  ends.abort();
  return times;
}

function expectWithinQuota(times: readonly number[], quota: Parameters<typeof ownPart>[0]): void {
  const { requestsPerSecond, burst } = ownPart(quota, "op");
  for (let from = 0; from < times.length; from += 1) {
    for (let to = from; to < times.length; to += 1) {
      const seconds = ((times[to] ?? 0) - (times[from] ?? 0)) / 1000;
      expect(to - from + 1).toBeLessThanOrEqual(burst + Number(requestsPerSecond) * seconds + 1e-6);
    }
  }
}

describe("over any time, no more is let through than burst and rate allow", () => {
  it("whoever comes, gives up, is throttled, and however the date is set", async () => {
    await fc.assert(
      fc.asyncProperty(quotas, happenings, async (quota, what) => {
        const clock = virtualClock();
        expectWithinQuota(await grantTimes(quota, what, clock, clock, clock.elapsedMs), quota);
      }),
      { seed: 20261126, numRuns: 150 },
    );
  });

  it("by a clock that has nothing but the date, of which going back brings nothing", async () => {
    await fc.assert(
      fc.asyncProperty(quotas, happenings, async (quota, what) => {
        const clock = virtualClock();
        const { elapsedMs: _, ...dateOnly } = clock;
        let [forwardMs, seenMs] = [0, clock.now().getTime()];
        const timeOf = (): number => {
          const nowMs = clock.now().getTime();
          forwardMs += Math.max(0, nowMs - seenMs);
          seenMs = nowMs;
          return forwardMs;
        };
        const now = (): Date => {
          timeOf();
          return clock.now();
        };
        const watched = { ...dateOnly, now };
        expectWithinQuota(await grantTimes(quota, what, clock, watched, timeOf), quota);
      }),
      { seed: 20261127, numRuns: 100 },
    );
  });
});
