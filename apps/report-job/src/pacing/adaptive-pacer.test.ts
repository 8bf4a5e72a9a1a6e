import { describe, expect, it } from "vitest";
import { type VirtualClock, virtualClock } from "../testing/virtual-clock.ts";
import { quotaPacer } from "./adaptive-pacer.ts";
import type { GaugedPacer } from "./pacer-gauge.ts";
import { DEFAULT_QUOTA, type Quota } from "./quota.ts";

const HOUR_MS = 3_600_000;

function paced(quota: Quota): { readonly clock: VirtualClock; readonly pacer: GaugedPacer } {
  const clock = virtualClock();
  return { clock, pacer: quotaPacer(quota, clock) };
}

/** Asks again as soon as it was let through, for so long. */
async function grantsWhileSomebodyWaits({ clock, pacer }: ReturnType<typeof paced>, ms: number): Promise<number> {
  const end = new AbortController();
  let grants = 0;
  const asking = (async () => {
    for (;;) {
      await pacer.acquire("op", end.signal);
      grants += 1;
    }
  })().catch(() => {});
  await clock.advance(ms);
  end.abort();
  await asking;
  return grants;
}

describe("the pacer", () => {
  it("uses at least 98 % of its rate over hours while somebody always waits, and never more than all of it", async () => {
    const grants = await grantsWhileSomebodyWaits(paced(DEFAULT_QUOTA), 3 * HOUR_MS);
    const all = 1.5 * 3 * 3600;
    expect(grants).toBeGreaterThan(0.98 * all);
    expect(grants).toBeLessThanOrEqual(all + 3);
  });

  it("loses nothing to timers that are late", async () => {
    const { clock, pacer } = paced(DEFAULT_QUOTA);
    const late = { ...clock, sleep: (ms: number, signal?: AbortSignal) => clock.sleep(ms + 200, signal) };
    const grants = await grantsWhileSomebodyWaits({ clock, pacer: quotaPacer(DEFAULT_QUOTA, late) }, HOUR_MS);
    expect(grants).toBeGreaterThan(0.98 * 1.5 * 3600);
    expect(pacer.operations()).toEqual([]);
  });

  it("gives each operation a bucket of its own, with AWS's bursts, or those that are configured", async () => {
    const { clock, pacer } = paced({ ...DEFAULT_QUOTA, share: 1, operations: { ListDomains: { burst: 2 } } });
    const ends = new AbortController();
    for (const operation of ["BatchGetAttachedFileMetadata", "SearchCases", "ListDomains"]) {
      for (let call = 0; call < 20; call += 1) pacer.acquire(operation, ends.signal).catch(() => {});
    }
    await clock.advance(0);
    expect(pacer.operations().map((operation) => pacer.figures(operation).attempts)).toEqual([5, 10, 2]);
    ends.abort();
  });

  it("lets those who wait through in the order in which they came", async () => {
    const { clock, pacer } = paced({ requestsPerSecond: 1, burst: 1, share: 1 });
    const order: number[] = [];
    for (let number = 0; number < 5; number += 1) void pacer.acquire("op").then(() => order.push(number));
    await clock.advance(10_000);
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  it("lets nobody overtake those who wait, though a token came before the timer did", async () => {
    const clock = virtualClock();
    const late = { ...clock, sleep: (ms: number, signal?: AbortSignal) => clock.sleep(ms + 500, signal) };
    const pacer = quotaPacer({ requestsPerSecond: 1, burst: 1, share: 1 }, late);
    const order: string[] = [];
    await pacer.acquire("op");
    void pacer.acquire("op").then(() => order.push("first"));
    await clock.advance(1200);
    void pacer.acquire("op").then(() => order.push("second"));
    await clock.advance(10_000);
    expect(order).toEqual(["first", "second"]);
  });

  it("gives the place of an aborted wait to the next, and leaves nothing behind that keeps the process alive", async () => {
    const { clock, pacer } = paced({ requestsPerSecond: 1, burst: 1, share: 1 });
    const gone = new AbortController();
    await pacer.acquire("op");
    const aborted = Array.from({ length: 50 }, () => pacer.acquire("op", gone.signal));
    const patient = pacer.acquire("op");
    gone.abort();
    for (const each of aborted) await expect(each).rejects.toMatchObject({ code: "Aborted" });
    await clock.advance(1000);
    await patient;
    const last = new AbortController();
    const waits = pacer.acquire("op", last.signal);
    expect(clock.sleepers).toBe(1);
    last.abort();
    await expect(waits).rejects.toMatchObject({ code: "Aborted" });
    expect(clock.sleepers).toBe(0);
    await expect(pacer.acquire("op", last.signal)).rejects.toMatchObject({ code: "Aborted" });
    expect(pacer.figures("op")).toMatchObject({ attempts: 2, waiting: 0 });
  });

  it("tells what it did and what it allows", async () => {
    const { clock, pacer } = paced({ requestsPerSecond: 2, burst: 1, share: 0.5 });
    for (let attempt = 1; attempt <= 3; attempt += 1) void pacer.acquire("op", undefined, attempt);
    await clock.advance(1000);
    pacer.throttled("op");
    expect(pacer.figures("op")).toEqual({
      attempts: 2,
      retries: 1,
      throttles: 1,
      waitedMs: 1000,
      waiting: 1,
      requestsPerSecond: expect.closeTo(0.6),
      configuredRequestsPerSecond: 1,
    });
  });

  it("fails all who wait where the clock fails, and goes on", async () => {
    const clock = virtualClock();
    const broken = { ...clock, sleep: () => Promise.reject(new Error("no timers")) };
    const pacer = quotaPacer({ requestsPerSecond: 1, burst: 1, share: 1 }, broken);
    await pacer.acquire("op");
    await expect(Promise.all([pacer.acquire("op"), pacer.acquire("op")])).rejects.toThrow("no timers");
    await clock.advance(1000);
    await pacer.acquire("op");
  });

  it("paces nothing when the quota is unlimited, and still counts", async () => {
    const { pacer } = paced({ requestsPerSecond: "unlimited", burst: 1, share: 1 });
    for (let call = 0; call < 1000; call += 1) await pacer.acquire("op");
    expect(pacer.figures("op")).toMatchObject({
      attempts: 1000,
      waitedMs: 0,
      requestsPerSecond: "unlimited",
      configuredRequestsPerSecond: "unlimited",
    });
  });
});
