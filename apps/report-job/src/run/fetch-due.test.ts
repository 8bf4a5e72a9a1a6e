import { type FileSource, SourceError } from "@attached-files/core";
import { describe, expect, it } from "vitest";
import { answeringSource, dueWork, type NumberedRequest, numberedRequests } from "../testing/due-work.ts";
import { memoryJournal } from "../testing/memory-journal.ts";
import { virtualClock } from "../testing/virtual-clock.ts";
import { MOST_CALLS_IN_FLIGHT } from "./fetch/most-calls-in-flight.ts";
import { fetchDue } from "./fetch-due.ts";

const UNLIMITED = { requestsPerSecond: "unlimited", share: 1 } as const;

describe("how many calls are under way at once", () => {
  it.each([
    ["two, where the latency is short", 50, 2],
    ["rate times latency, and one", 10_000, 17],
    ["no more than the ceiling, however long the latency is", 200_000, MOST_CALLS_IN_FLIGHT],
  ])("under a quota is %s", async (_, latencyMs, most) => {
    const work = dueWork(answeringSource(), { latencyMs: () => latencyMs });
    await work.run(numberedRequests(400));
    expect(work.outcomes.size).toBe(400);
    // The burst of the beginning, and the last ones, may be one or two more.
    expect(work.calls.most).toBeGreaterThanOrEqual(Math.min(most, 128));
    expect(work.calls.most).toBeLessThanOrEqual(Math.min(most + 3, 128));
  });

  it.each([50, 400, 3000, 20_000])("uses the whole rate at a latency of %i ms", async (latencyMs) => {
    const work = dueWork(answeringSource(), { latencyMs: () => latencyMs });
    await work.run(numberedRequests(1500));
    const seconds = (work.clock.elapsedMs() - 2 * latencyMs) / 1000;
    expect(1500 / seconds).toBeGreaterThan(0.98 * 1.5);
    // And the burst at the beginning.
    expect(1500 - 3).toBeLessThanOrEqual(1.5 * seconds + 1);
  });

  it("uses the whole of a large quota", async () => {
    const work = dueWork(answeringSource(), { quota: { requestsPerSecond: 500, burst: 100, share: 1 } });
    await work.run(numberedRequests(5000));
    expect(5000 / (work.clock.elapsedMs() / 1000)).toBeGreaterThan(0.98 * 500);
  });

  it("is one until the source has answered, with and without a quota", async () => {
    for (const quota of [UNLIMITED, { requestsPerSecond: 100, share: 1 }]) {
      const work = dueWork(answeringSource(), { quota, latencyMs: () => 1000 });
      await work.run(numberedRequests(10));
      expect(work.calls.at.filter((ms) => ms < 1000)).toHaveLength(1);
    }
  });

  it("grows without a quota, as long as that brings more", async () => {
    const work = dueWork(answeringSource(), { quota: UNLIMITED, latencyMs: () => 100 });
    await work.run(numberedRequests(8000));
    expect(work.calls.most).toBe(MOST_CALLS_IN_FLIGHT);
    expect(work.clock.elapsedMs()).toBeLessThan(20_000);
  });
});

describe("what is recorded", () => {
  it("holds one outcome for each file, and in sum exactly what was spent", async () => {
    let calls = 0;
    const source = answeringSource(() => (++calls % 10 === 0 ? "ThrottlingException" : undefined));
    const work = dueWork(source, { maxAttempts: 3 });
    await work.run(numberedRequests(200, 3));
    expect(work.outcomes.size).toBe(600);
    const { attempts, throttles, waitedMs } = work.pacer.figures("BatchGetAttachedFileMetadata");
    const sum = (member: "attempts" | "throttles" | "waitedMs"): number =>
      work.recorded.reduce((all, { spent }) => all + spent[member], 0);
    expect([sum("attempts"), sum("throttles")]).toEqual([attempts, throttles]);
    expect(sum("waitedMs")).toBeCloseTo(waitedMs);
    expect(attempts).toBe(calls);
    expect(throttles).toBeGreaterThan(15);
  });

  it("is one unit for each call, and calls are what is spent without a gauge", async () => {
    const journal = memoryJournal();
    const told: unknown[] = [];
    const end = await fetchDue(answeringSource(), numberedRequests(3, 2), journal, virtualClock(), {
      signal: new AbortController().signal,
      stopAfterFailures: 1,
      onCall: (...call) => told.push(call),
      rowsOf: ({ numbers }, { spent }) => `${numbers.join(" ")}: ${spent.attempts}`,
    });
    expect(journal.units).toEqual(["0 1: 1", "2 3: 1", "4 5: 1"]);
    expect(told).toEqual([2, 2, 2].map((files) => [files, true]));
    expect(end).toMatchObject({ isStopped: false, spent: { attempts: 0 } });
  });

  it("tells of calls that fail for good as of none that was answered", async () => {
    const told: unknown[] = [];
    await fetchDue(
      answeringSource(() => "ForeignAnswer"),
      numberedRequests(2, 2),
      memoryJournal(),
      virtualClock(),
      {
        signal: new AbortController().signal,
        stopAfterFailures: 2,
        onCall: (...call) => told.push(call),
        rowsOf: () => "rows",
      },
    );
    expect(told.length).toBeGreaterThan(0);
    expect(told).not.toContainEqual([expect.anything(), true]);
  });

  it("is only what came before the journal failed, which ends all", async () => {
    const work = dueWork(answeringSource(), { quota: UNLIMITED });
    const full = new Error("disk full");
    const rowsOf = (): string => {
      if (work.calls.all >= 5) throw full;
      return "rows";
    };
    let isReturned = false;
    const requests = (async function* () {
      try {
        yield* numberedRequests(1000);
      } finally {
        isReturned = true;
      }
    })();
    await expect(work.run(requests, { rowsOf })).rejects.toBe(full);
    expect(work.calls.all).toBeLessThan(20);
    expect(isReturned).toBe(true);
    expect(work.clock.sleepers).toBe(0);
  });
});

describe("an end that is asked for", () => {
  /** Work of which call number `at` gives the signal. */
  async function endedAt(at: number, which: "stop" | "signal", latencyMs: number) {
    const [stop, signal] = [new AbortController(), new AbortController()];
    let calls = 0;
    const source = answeringSource(() => {
      if (++calls === at) (which === "stop" ? stop : signal).abort();
      return undefined;
    });
    const work = dueWork(source, { latencyMs: () => latencyMs, stop: stop.signal });
    const end = await work.run(numberedRequests(1000), { signal: signal.signal });
    return { work, end, answered: calls };
  }

  it("lets calls on the wire finish and records them, and nothing waits for a token any longer", async () => {
    const { work, end, answered } = await endedAt(20, "stop", 3000);
    expect(end.isStopped).toBe(true);
    // 1.5 a second for 3 seconds were on the wire.
    expect(answered).toBeGreaterThanOrEqual(23);
    expect(work.outcomes.size).toBe(answered);
    expect(work.clock.elapsedMs() - (work.calls.at[19] ?? 0)).toBeLessThan(3000 + 3000 + 700);
  });

  it("lets go those that take longer than the grace, and what they have cost is told", async () => {
    const { work, end, answered } = await endedAt(20, "stop", 60_000);
    const stoppedAt = work.clock.elapsedMs() - 5000;
    expect(work.outcomes.size).toBe(answered);
    expect(answered).toBeLessThan(30);
    expect(stoppedAt).toBeGreaterThan(60_000);
    const attempts = work.recorded.reduce((all, { spent }) => all + spent.attempts, end.spent.attempts);
    expect(attempts).toBe(work.pacer.figures("BatchGetAttachedFileMetadata").attempts);
    expect(attempts).toBeGreaterThan(answered + 60);
    expect(work.clock.sleepers).toBe(0);
  });

  it("at once lets all go, and what was answered is recorded", async () => {
    const { work, end, answered } = await endedAt(20, "signal", 3000);
    expect(end.isStopped).toBe(true);
    expect(answered).toBe(20);
    expect(work.outcomes.size).toBeGreaterThanOrEqual(19);
    expect(work.clock.sleepers).toBe(0);
  });

  it("before it begins makes no call", async () => {
    for (const which of ["stop", "signal"] as const) {
      const work = dueWork(answeringSource());
      const ended = AbortSignal.abort();
      expect(await work.run(numberedRequests(5), { [which]: ended })).toMatchObject({ isStopped: true });
      expect(work.calls.all).toBe(0);
    }
  });

  it("ends it as well when the source says that it was closed", async () => {
    let calls = 0;
    const closing: FileSource = {
      ...answeringSource(),
      getMetadata: async (request) => {
        if (++calls === 5) throw new SourceError("Aborted", "the source is closed");
        return await answeringSource().getMetadata(request);
      },
    };
    const work = dueWork(closing);
    expect(await work.run(numberedRequests(100))).toMatchObject({ isStopped: true });
    expect(work.outcomes.size).toBeLessThan(7);
  });
});

it("a defect of the source is thrown, not taken for an answer", async () => {
  const defect = new TypeError("a defect");
  const work = dueWork({ ...answeringSource(), getMetadata: () => Promise.reject(defect) });
  await expect(work.run(numberedRequests(5))).rejects.toBe(defect);
});

it("a list of requests that breaks off lets the calls under way go", async () => {
  const broken = new Error("no database");
  const requests = (async function* (): AsyncGenerator<NumberedRequest> {
    yield* numberedRequests(5);
    throw broken;
  })();
  const work = dueWork(answeringSource(), { latencyMs: () => 5000 });
  await expect(work.run(requests)).rejects.toBe(broken);
  expect(work.clock.sleepers).toBe(0);
});
