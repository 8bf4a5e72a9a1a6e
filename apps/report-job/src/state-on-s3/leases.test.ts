import { isSourceError } from "@attached-files/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StateInUseError } from "../state/open-state.ts";
import { type VirtualClock, virtualClock } from "../testing/virtual-clock.ts";
import { acquireLease } from "./acquire-lease.ts";
import type { HeldLease } from "./held-lease.ts";
import { type Fate, memoryBucket } from "./memory-bucket.test-support.ts";
import type { StateBucket } from "./state-bucket.ts";

const LEASE_SECONDS = 6;
const NEVER = new AbortController().signal;

function acquire(bucket: StateBucket, clock: VirtualClock, waitMs = 0, isDoubted = true): Promise<HeldLease> {
  const wanted = { bucket, leaseSeconds: LEASE_SECONDS, waitMs, clock, signal: NEVER, onWait: () => {} };
  return acquireLease({ ...wanted, isDoubted });
}

function desk() {
  const clock = virtualClock();
  const bucket = memoryBucket(() => clock.elapsedMs() + 10_000_000);
  return { clock, bucket };
}

describe("a lease that one process holds", () => {
  it("is refused to others, in the words of a state that is in use, for as long as it is renewed", async () => {
    const { clock, bucket } = desk();
    const lease = await acquire(bucket.wayOf(clock), clock);
    for (let minute = 0; minute < 5; minute += 1) {
      await clock.advance(60_000);
      await expect(acquire(bucket.wayOf(clock), clock)).rejects.toThrow(
        /The state s3:\/\/bucket\/scope=main\/ is in use by another run: process \d+ on .* since 2026-11-24T06:00:00.000Z\. Wait for it to end, or give --wait, which 'run' has; a second schedule of the same state must be ended; if it has died, its lease ends at 2026-11-24T06:0\d:\d\d\.\d{3}Z\./,
      );
    }
    expect(lease.lost.aborted).toBe(false);
    await lease.release((files) => files);
    await (await acquire(bucket.wayOf(clock), clock)).release((files) => files);
    expect(bucket.heads.map(({ head }) => head.revision)).toEqual(bucket.heads.map((_, index) => index + 1));
  });

  it("is had by one of two that begin at once", async () => {
    const { clock, bucket } = desk();
    const both = await Promise.allSettled([acquire(bucket.wayOf(clock), clock), acquire(bucket.wayOf(clock), clock)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const end of both) {
      if (end.status === "fulfilled") end.value.abandon();
      else expect(end.reason).toBeInstanceOf(StateInUseError);
    }
  });

  it("is waited for where that is asked for, and taken when it is given back", async () => {
    const { clock, bucket } = desk();
    const lease = await acquire(bucket.wayOf(clock), clock);
    const waiting = acquire(bucket.wayOf(clock), clock, 600_000);
    await clock.advance(120_000);
    await lease.release((files) => files);
    await clock.advance(6_000);
    (await waiting).abandon();
  });

  it("is taken over when its whole time has passed, also by one that does not wait, once it is overdue", async () => {
    const { clock, bucket } = desk();
    const lease = await acquire(bucket.wayOf(clock), clock);
    lease.abandon();
    await clock.advance(1000);
    await expect(acquire(bucket.wayOf(clock), clock)).rejects.toBeInstanceOf(StateInUseError);
    await clock.advance(5000);
    const waiting = acquire(bucket.wayOf(clock), clock);
    await clock.advance(5000);
    const next = await waiting;
    await expect(lease.write((files) => files)).rejects.toThrow(/could not be renewed in time/);
    next.abandon();
  });

  it("cannot be written with by one that was taken over and does not know it", async () => {
    const { clock, bucket } = desk();
    // Its stopwatch stands still, as that of a machine that sleeps.
    const asleep = { now: clock.now, sleep: clock.sleep, elapsedMs: () => 0 };
    const lease = await acquire(bucket.wayOf(clock), asleep as VirtualClock);
    lease.abandon();
    await clock.advance(20_000);
    const next = await acquire(bucket.wayOf(clock), clock);
    const heads = bucket.heads.length;
    await expect(lease.write(() => [])).rejects.toThrow(/is in use by another run, which took it over: process/);
    expect(lease.lost.aborted).toBe(true);
    expect(bucket.heads).toHaveLength(heads);
    next.abandon();
  });

  it("survives answers that are lost, and is lost when nothing gets through", async () => {
    const { clock, bucket } = desk();
    let [calls, isCut] = [0, false];
    const way = bucket.wayOf(clock, (call) => {
      if (isCut) return { fate: "fails", delayMs: 0 };
      return { fate: call.startsWith("put") && calls++ % 2 === 1 ? "answer-lost" : "done", delayMs: 0 };
    });
    const lease = await acquire(way, clock, 0, false);
    for (let write = 0; write < 5; write += 1) {
      const writing = lease.write((files) => files);
      await clock.advance(1000);
      await writing;
    }
    expect(lease.lost.aborted).toBe(false);
    isCut = true;
    await clock.advance(LEASE_SECONDS * 800);
    expect(lease.lost.aborted).toBe(true);
    expect(lease.lost.reason).toMatchObject({
      code: "unavailable",
      message: expect.stringMatching(
        /could not be renewed in time: SourceUnreachable, the way is cut\. What stands there is safe/,
      ),
    });
  });

  it("is given back also where the answer to that is lost", async () => {
    const { clock, bucket } = desk();
    let isLost = false;
    const way = bucket.wayOf(clock, (call) => {
      const fate = isLost && call.startsWith("put") ? "answer-lost" : "done";
      if (fate === "answer-lost") isLost = false;
      return { fate, delayMs: 0 };
    });
    const lease = await acquire(way, clock);
    isLost = true;
    const releasing = lease.release((files) => files);
    await clock.advance(1000);
    await releasing;
    expect(lease.lost.aborted).toBe(false);
    expect(bucket.heads.at(-1)?.head.lease).toBeNull();
    expect(bucket.heads).toHaveLength(2);
  });

  it("was given back where somebody takes it before the answer to that is heard, and nothing is said to be lost", async () => {
    const { clock, bucket } = desk();
    let isLost = false;
    const way = bucket.wayOf(clock, (call) => ({
      fate: isLost && call.startsWith("put") ? "answer-lost" : "done",
      delayMs: 0,
    }));
    const lease = await acquire(way, clock);
    isLost = true;
    const sha256 = "a".repeat(64);
    const piece = { key: "files/1", sizeBytes: 1, sha256, contentBytes: 1, encoding: "identity" as const };
    const releasing = lease.release(() => [{ name: "state.duckdb", pieces: [piece] }]);
    await expect.poll(() => bucket.heads.at(-1)?.head.lease).toBeNull();
    isLost = false;
    const next = await acquire(bucket.wayOf(clock), clock);
    await clock.advance(1000);
    await releasing;
    expect(lease.lost.aborted).toBe(false);
    expect(next.files).toHaveLength(1);
    next.abandon();
  });

  it("is given back by one that could not ask whether conditions are heeded", async () => {
    const { clock, bucket } = desk();
    let puts = 0;
    const way = bucket.wayOf(clock, (call) => {
      if (call.startsWith("put")) puts += 1;
      return { fate: puts === 2 && call.startsWith("put") ? "fails" : "done", delayMs: 0 };
    });
    await expect(acquire(way, clock)).rejects.toThrow("the way is cut");
    expect(bucket.heads.map(({ head }) => head.lease === null)).toEqual([false, true]);
  });

  it("is refused by a bucket that does not heed conditions, and not left behind there", async () => {
    const { clock, bucket } = desk();
    const way = bucket.wayOf(clock);
    for (const ignored of ["absent", "etag"] as const) {
      const putTextIf: typeof way.store.putTextIf = (key, text, label, condition) =>
        way.store.putTextIf(key, text, label, ignored in condition ? { etag: etagOf() } : condition);
      const etagOf = (): string => `"${bucket.heads.length}"`;
      const store = { ...way.store, putTextIf };
      await expect(
        (async () => {
          (await acquire(bucket.wayOf(clock), clock)).abandon();
          await clock.advance(20_000);
          return await acquire({ ...way, store }, clock);
        })(),
      ).rejects.toThrow(ignored === "absent" ? /does not heed If-None-Match/ : /does not heed If-Match/);
      expect(bucket.heads.at(-1)?.head.lease).toBeNull();
      await clock.advance(20_000);
    }
  });
});

/** What befalls a process: from when, for how long, and what then becomes of its calls. */
const trouble = fc.record({
  fromMs: fc.nat(60_000),
  forMs: fc.nat(20_000),
  fate: fc.constantFrom<Fate>("fails", "answer-lost", "hangs"),
});
const fatedProcess = fc.record({
  startsAtMs: fc.nat(30_000),
  diesAtMs: fc.option(fc.nat(60_000), { nil: undefined }),
  worksForMs: fc.nat(40_000),
  dateAheadMs: fc.integer({ min: -86_400_000, max: 86_400_000 }),
  delayMs: fc.nat(1500),
  troubles: fc.array(trouble, { maxLength: 3 }),
});

describe("leases of several processes, whatever befalls them and their clocks", () => {
  it("are never held by two at once, and no head is ever another's than that of who holds it", async () => {
    let [works, takeovers] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(fatedProcess, { minLength: 2, maxLength: 4 }), async (processes) => {
        const clock = virtualClock();
        const bucket = memoryBucket(() => clock.elapsedMs() + 10_000_000);
        const working = new Map<number, [number, number]>();
        const lives = processes.map(async (fated, number) => {
          const own = {
            ...clock,
            now: () => new Date(clock.now().getTime() + fated.dateAheadMs),
            elapsedMs: clock.elapsedMs,
          } as VirtualClock;
          const isDead = (): boolean => clock.elapsedMs() >= (fated.diesAtMs ?? Number.POSITIVE_INFINITY);
          const way = bucket.wayOf(own, () => {
            const nowMs = clock.elapsedMs();
            const met = fated.troubles.find(({ fromMs, forMs }) => nowMs >= fromMs && nowMs < fromMs + forMs);
            // A process that has died makes no call.
            return {
              fate: isDead() ? "fails" : met?.fate === "hangs" ? "fails" : (met?.fate ?? "done"),
              delayMs: fated.delayMs,
            };
          });
          await clock.sleep(fated.startsAtMs);
          const lease = await acquire(way, own, 60_000).catch((error: unknown) => {
            if (error instanceof StateInUseError || isSourceError(error)) return undefined;
            throw error;
          });
          if (lease === undefined) return;
          for (let worked = 0; worked < fated.worksForMs && !lease.lost.aborted && !isDead(); worked += 250) {
            for (const [other, at] of working) {
              if (other !== number) expect(clock.elapsedMs(), "two at once").toBeGreaterThan(at[1] + 1);
            }
            working.set(number, [working.get(number)?.[0] ?? clock.elapsedMs(), clock.elapsedMs()]);
            works += 1;
            await clock.sleep(250);
          }
          if (isDead()) lease.abandon();
          else await lease.release((files) => files).catch(() => lease.abandon());
        });
        const stop = clock.runFree();
        await Promise.all(lives);
        stop();
        const holders = bucket.heads.map(({ head }) => head.lease?.holder);
        takeovers += holders.filter(
          (holder, index) =>
            index > 0 && holder !== undefined && holders[index - 1] !== undefined && holder !== holders[index - 1],
        ).length;
        const named = holders.filter((holder) => holder !== undefined);
        // Nobody who was followed by another one ever comes back.
        const runs = named.filter((holder, index) => holder !== named[index - 1]);
        expect(new Set(runs).size).toBe(runs.length);
        // What one did in a time in which another did something, too, was met above; so do whole spans.
        const spans = [...working.values()].sort(([one], [other]) => one - other);
        for (const [index, [from]] of spans.entries()) {
          if (index > 0) expect(from).toBeGreaterThan(spans[index - 1]?.[1] ?? 0);
        }
      }),
      { seed: 20_261_124, numRuns: 150 },
    );
    expect(works).toBeGreaterThan(1000);
    expect(takeovers).toBeGreaterThan(20);
  });
});
