import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { State } from "../state/open-state.ts";
import { virtualClock } from "../testing/virtual-clock.ts";
import { acquireLease } from "./acquire-lease.ts";
import { copyDown } from "./copy-down.ts";
import { HeldState } from "./held-state.ts";
import { memoryBucket } from "./memory-bucket.test-support.ts";
import { readHead } from "./state-bucket.ts";

const LEASE_SECONDS = 6;
const NEVER = new AbortController().signal;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-held-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function opened(name: string, isCut: (call: string) => boolean = () => false) {
  const clock = virtualClock();
  const bucket = memoryBucket(() => clock.elapsedMs() + 10_000_000);
  const way = bucket.wayOf(clock, (call) => ({ fate: isCut(call) ? "fails" : "done", delayMs: 0 }));
  const wanted = { bucket: way, leaseSeconds: LEASE_SECONDS, waitMs: 0, clock, signal: NEVER, onWait: () => {} };
  const lease = await acquireLease({ ...wanted, isDoubted: false });
  const home = join(folder, name);
  await mkdir(join(home, "journal"), { recursive: true });
  const state = new HeldState({
    bucket: way,
    lease,
    leaseSeconds: LEASE_SECONDS,
    folder: home,
    clock,
    onDelay: () => {},
    onLeftover: () => {},
  });
  const checkpoint = async (text: string): Promise<void> => {
    await writeFile(join(home, "state.duckdb"), text);
    await state.checkpoint({ connection: { run: async () => {} } } as unknown as State);
  };
  return { clock, bucket, way, home, state, checkpoint };
}

/** The files that another machine would have now, without the lock of its copy. */
async function copied(way: Awaited<ReturnType<typeof opened>>["way"], to: string): Promise<Record<string, string>> {
  const seen = await readHead(way, undefined);
  await copyDown(way, seen?.head.files ?? [], to, NEVER);
  const names = (await readdir(to, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const texts = names.map(
    async ({ parentPath, name }) => [name, await readFile(join(parentPath, name), "utf8")] as const,
  );
  return Object.fromEntries(await Promise.all(texts));
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("append" as const), bytes: fc.integer({ min: 1, max: 5000 }) }) },
  { weight: 2, arbitrary: fc.constant({ do: "wait" as const }) },
  { weight: 2, arbitrary: fc.constant({ do: "take" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "checkpoint" as const }) },
);

describe("a state that is worked on", () => {
  it("stands in the bucket at any time so that another machine goes on: no journal is missing between two others", async () => {
    let worlds = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        worlds += 1;
        const { clock, way, home, state, checkpoint } = await opened(`world-${worlds}`);
        await checkpoint("state 0");
        let [number, file] = [1, "state 0"];
        const journals = new Map<string, { text: string; sentTo: number; isTaken: boolean }>();
        const name = (): string => `${String(number).padStart(9, "0")}.ndjson`;
        for (const [index, each] of steps.entries()) {
          const current = journals.get(name()) ?? { text: "", sentTo: 0, isTaken: false };
          if (each.do === "append") {
            const text = `${index}`.padEnd(each.bytes, "x");
            await appendFile(join(home, "journal", name()), text);
            journals.set(name(), { ...current, text: current.text + text });
          }
          if (each.do === "wait") {
            await state.flush();
            await clock.advance(1000);
            for (const [of, journal] of journals) journals.set(of, { ...journal, sentTo: journal.text.length });
          }
          if ((each.do === "take" || each.do === "checkpoint") && current.text !== "") {
            await state.onJournalTaken(join(home, "journal", name()));
            journals.set(name(), { ...current, sentTo: current.text.length, isTaken: true });
            number += 1;
          }
          if (each.do === "checkpoint") {
            file = `state ${index + 1}`;
            await checkpoint(file);
            journals.clear();
          }
          const found = await copied(way, join(folder, `copy-${worlds}`));
          expect(found["state.duckdb"]).toBe(file);
          for (const [of, { text, sentTo, isTaken }] of journals) {
            const there = found[of] ?? "";
            expect(text.startsWith(there)).toBe(true);
            expect(there.length).toBeGreaterThanOrEqual(sentTo);
            if (isTaken) expect(there).toBe(text);
          }
          expect(Object.keys(found).filter((of) => of !== "state.duckdb" && !journals.has(of))).toEqual([]);
        }
        await state.close();
      }),
      { seed: 20_261_124, numRuns: 12 },
    );
  });

  it("sends what was added to its journals by itself, every third of the lease", async () => {
    const { clock, bucket, home, state, checkpoint } = await opened("one");
    await checkpoint("state");
    await appendFile(join(home, "journal/000000001.ndjson"), "one line\n");
    const isSent = (): boolean =>
      bucket.heads.at(-1)?.head.files.some(({ name }) => name.startsWith("journal/")) === true;
    for (let waitedMs = 0; waitedMs <= (LEASE_SECONDS * 1000) / 3 && !isSent(); waitedMs += 100) {
      await clock.advance(100);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(isSent()).toBe(true);
    await state.close();
    expect(bucket.heads.at(-1)?.head.lease).toBeNull();
  });

  it.each([
    ["behind a report, and says that the state has not what the report has", true],
    ["before it, where the run has told of it", false],
  ])("is closed without a change when its lease was lost %s", async (_, isReported) => {
    let isCut = false;
    const { clock, bucket, state, checkpoint, home } = await opened("one", () => isCut);
    await checkpoint("state");
    if (isReported) await state.flush();
    isCut = true;
    await clock.advance(LEASE_SECONDS * 1000);
    isCut = false;
    await writeFile(join(home, "state.duckdb"), "another one");
    const heads = bucket.heads.length;
    if (isReported) await expect(state.close()).rejects.toMatchObject({ code: "unavailable" });
    else await state.close();
    expect(bucket.heads).toHaveLength(heads);
  });

  it("tells of a lease that was lost behind a report for which it could not be brought to the bucket either", async () => {
    let [isRefused, isCut] = [false, false];
    const { clock, state, checkpoint, home } = await opened(
      "one",
      (call) => isCut || (isRefused && call.includes("/files/")),
    );
    await checkpoint("state");
    await appendFile(join(home, "journal/000000001.ndjson"), "one line\n");
    isRefused = true;
    const stop = clock.runFree();
    await expect(state.flush()).rejects.toMatchObject({ code: "unavailable" });
    stop();
    expect(state.lost.aborted).toBe(false);
    isCut = true;
    await clock.advance(LEASE_SECONDS * 1000);
    expect(state.lost.aborted).toBe(true);
    await expect(state.close()).rejects.toThrow(/could not be renewed in time/);
  });

  it("leaves nothing behind that no head names, and sends no file that is there", async () => {
    const { bucket, home, state, checkpoint } = await opened("one");
    for (const text of ["one", "one", "two"]) await checkpoint(text);
    const names = () => [...bucket.objects.keys()].filter((key) => key.includes("/files/"));
    expect(names()).toHaveLength(1);
    const [before] = names();
    await checkpoint("two");
    expect(names()).toEqual([before]);
    await writeFile(join(home, "state.duckdb"), "three");
    await state.close();
    expect(names()).toHaveLength(1);
    expect(names()).not.toEqual([before]);
  });
});
