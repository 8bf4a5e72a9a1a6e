import { describe, expect, it } from "vitest";
import { quotaPacer } from "../../pacing/adaptive-pacer.ts";
import type { Quota } from "../../pacing/quota.ts";
import { virtualClock } from "../../testing/virtual-clock.ts";
import { OPERATION, RoomForCalls } from "./room-for-calls.ts";

/** Begins calls while there is room, each of which takes a moment before it asks the pacer, for so long. */
async function begunCalls(quota: Quota, momentMs: number, ms: number): Promise<{ begun: number; most: number }> {
  const clock = virtualClock();
  const pacer = quotaPacer(quota, clock);
  const room = new RoomForCalls(pacer, clock.elapsedMs);
  const end = new AbortController();
  let [underWay, begun, most] = [0, 0, 0];
  const call = async (): Promise<void> => {
    await clock.sleep(momentMs);
    await pacer.acquire(OPERATION, end.signal);
    room.ended(false, underWay);
    underWay -= 1;
    more();
  };
  const more = (): void => {
    while (room.isThere(underWay) && !end.signal.aborted) {
      room.begins();
      underWay += 1;
      begun += 1;
      most = Math.max(most, underWay);
      call().catch(() => {});
    }
  };
  pacer.onChange(more);
  more();
  await clock.advance(ms);
  end.abort();
  await clock.advance(momentMs);
  return { begun, most };
}

describe("room for calls under a quota", () => {
  it("is for one that waits, and none more while that is on its way to the pacer", async () => {
    const { begun, most } = await begunCalls({ requestsPerSecond: 2, burst: 1, share: 1 }, 300, 60_000);
    // One that goes, and the next.
    expect(most).toBe(2);
    expect(begun).toBeGreaterThan(115);
  });

  it("is for as many as a large quota serves while one is on its way", async () => {
    const { begun } = await begunCalls({ requestsPerSecond: 1000, burst: 100, share: 1 }, 5, 2000);
    expect(begun).toBeGreaterThan(1950);
  });
});

describe("room for calls without a quota", () => {
  it("gets less when an attempt was throttled, though its call was answered in the end", async () => {
    const clock = virtualClock();
    const pacer = quotaPacer({ requestsPerSecond: "unlimited", share: 1 }, clock);
    const room = new RoomForCalls(pacer, clock.elapsedMs);
    expect(room.isThere(1)).toBe(true);
    pacer.throttled(OPERATION);
    room.ended(false, 2);
    expect(room.isThere(1)).toBe(false);
    expect(room.isThere(0)).toBe(true);
  });

  it("gets less when a call failed", () => {
    const room = new RoomForCalls(undefined, () => 0);
    expect(room.isThere(1)).toBe(true);
    room.ended(true, 2);
    expect(room.isThere(1)).toBe(false);
  });
});
