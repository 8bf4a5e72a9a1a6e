import { describe, expect, it } from "vitest";
import { virtualClock } from "../../testing/virtual-clock.ts";
import { ConcurrencyLimit } from "./concurrency-limit.ts";

interface Server {
  /** How long a call takes, in milliseconds, where so many are under way. */
  latencyMs: (underWay: number) => number;
  /** Whether it fails. */
  fails?: (underWay: number) => boolean;
}

/** Keeps as many calls under way as the limit says, for so long. */
async function load(server: Server, ms: number, most = 128): Promise<{ limit: number; perSecond: number }> {
  const clock = virtualClock();
  const limit = new ConcurrencyLimit(most, clock.elapsedMs);
  let [underWay, answered, answeredLate] = [0, 0, 0];
  const begin = (): void => {
    while (underWay < limit.limit) {
      underWay += 1;
      const fails = server.fails?.(underWay) ?? false;
      void clock.sleep(server.latencyMs(underWay)).then(() => {
        if (fails) limit.troubled();
        else {
          limit.answered(underWay);
          answered += 1;
          if (clock.elapsedMs() > ms / 2) answeredLate += 1;
        }
        underWay -= 1;
        if (clock.elapsedMs() < ms) begin();
      });
    }
  };
  begin();
  await clock.advance(ms);
  const end = limit.limit;
  await clock.advance(10_000);
  expect(answered).toBeGreaterThan(0);
  return { limit: end, perSecond: answeredLate / (ms / 2000) };
}

describe("the limit of calls at once, where nobody paces", () => {
  it.each([1, 8, 40])(
    "finds what a server with %i workers can do, and queues no more than a few times that",
    async (workers) => {
      const { limit, perSecond } = await load(
        { latencyMs: (underWay) => 50 * Math.max(1, underWay / workers) },
        30_000,
      );
      const best = workers * 20;
      expect(perSecond).toBeGreaterThan(0.85 * best);
      expect(limit).toBeLessThanOrEqual(Math.max(4, workers * 3));
    },
  );

  it("keeps two under way where one at a time would do, so that neither side waits for the other", async () => {
    const { limit } = await load({ latencyMs: (underWay) => 50 * underWay }, 60_000);
    expect(limit).toBeGreaterThanOrEqual(2);
  });

  it("stays at one at a time after trouble, where two at once bring no more", async () => {
    let begun = 0;
    const fails = (): boolean => {
      begun += 1;
      return begun > 50 && begun <= 60;
    };
    const { limit } = await load({ latencyMs: (underWay) => 50 * underWay, fails }, 120_000);
    expect(begun).toBeGreaterThan(1000);
    expect(limit).toBe(1);
  });

  it("goes up to its ceiling where more always brings more, and never beyond", async () => {
    const { limit, perSecond } = await load({ latencyMs: () => 100 }, 30_000, 64);
    expect(limit).toBeGreaterThanOrEqual(48);
    expect(limit).toBeLessThanOrEqual(64);
    expect(perSecond).toBeGreaterThan(0.9 * 640);
  });

  it("backs off from a server that fails when it is overrun", async () => {
    const { limit, perSecond } = await load({ latencyMs: () => 50, fails: (underWay) => underWay > 20 }, 30_000);
    expect(limit).toBeLessThanOrEqual(30);
    expect(perSecond).toBeGreaterThan(0.6 * 400);
  });

  it("comes down from where more at once brings less", async () => {
    const collapsing = (underWay: number): number => (underWay <= 10 ? 50 : 5 * underWay * (underWay / 10));
    const { limit, perSecond } = await load({ latencyMs: collapsing }, 60_000);
    expect(limit).toBeLessThanOrEqual(16);
    expect(perSecond).toBeGreaterThan(0.75 * 200);
  });

  it("is one call at once where nothing but trouble comes, and takes a burst of it for one", () => {
    const limit = new ConcurrencyLimit(128, () => 0);
    limit.troubled();
    expect(limit.limit).toBe(1);
    for (let one = 0; one < 50; one += 1) limit.troubled();
    expect(limit.limit).toBe(1);
  });
});
