import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, it, onTestFinished, vi } from "vitest";
import { keep } from "../schedule/keep-time.test-support.ts";
import { openState } from "../state/open-state.ts";
import { acquireLease } from "../state-on-s3/acquire-lease.ts";
import { memoryBucket } from "../state-on-s3/memory-bucket.test-support.ts";
import { lockWorkingCopy } from "../state-on-s3/working-copy-lock.ts";
import { virtualClock } from "../testing/virtual-clock.ts";
import type { Clock } from "./clock.ts";
import { isIdle } from "./idle-waits.ts";
import { waitForState } from "./wait-for-state.ts";

const NEVER = new AbortController().signal;

/** A clock whose sleeps note whether the process is idle meanwhile, and end at once. */
function noting(): { readonly clock: Clock; readonly seen: boolean[] } {
  const seen: boolean[] = [];
  const sleep = async (): Promise<void> => void seen.push(isIdle());
  return { clock: { ...virtualClock(), sleep }, seen };
}

/** A folder of states whose files another process has, when they are opened first. */
async function heldFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "attached-files-idle-"));
  await (await openState(folder, "main")).close();
  const held = new Error("Could not set lock on file: Conflicting lock is held in /usr/bin/node (PID 4711)");
  vi.spyOn(DuckDBInstance, "create").mockRejectedValueOnce(held);
  onTestFinished(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

it("a process is idle while it waits for a state that another one has", async () => {
  const { clock, seen } = noting();
  const progress = { begin: () => {}, advance: () => {}, end: () => {}, say: () => {} };
  const stateFolder = await heldFolder();
  const state = await waitForState({ stateFolder, scope: "main", waitMs: 5000, clock, progress, signal: NEVER });
  await state.close();
  expect([seen, isIdle()]).toEqual([[true], false]);
});

it("and while it waits for the working copy of a state on S3", async () => {
  const { clock, seen } = noting();
  const unlock = await lockWorkingCopy({
    stateFolder: await heldFolder(),
    scope: "main",
    waitMs: 5000,
    clock,
    signal: NEVER,
  });
  unlock();
  expect([seen, isIdle()]).toEqual([[true], false]);
});

it("and while it waits for the lease of such a state", async () => {
  const clock = virtualClock();
  const bucket = memoryBucket(() => clock.elapsedMs() + 10_000_000).wayOf(clock);
  const wanted = { bucket, leaseSeconds: 6, clock, signal: NEVER, onWait: () => {}, isDoubted: false };
  const lease = await acquireLease({ ...wanted, waitMs: 0 });
  const waiting = acquireLease({ ...wanted, waitMs: 600_000 });
  await clock.advance(1000);
  const whileHeld = isIdle();
  await lease.release((files) => files);
  await clock.advance(6000);
  (await waiting).abandon();
  expect([whileHeld, isIdle()]).toEqual([true, false]);
});

it("and while it waits for the next slot, and not while a slot is run", async () => {
  const seen: boolean[] = [];
  await keep({
    cron: "0 6 * * *",
    from: "2026-11-23T12:00:00Z",
    to: "2026-11-24T12:00:00Z",
    arrange: (clock) => clock.at("2026-11-23T18:00:30Z", () => void seen.push(isIdle())),
    run: async () => {
      seen.push(isIdle());
      return 0;
    },
  });
  expect([seen, isIdle()]).toEqual([[true, false], false]);
});
