import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { finishRun } from "../state/finish-run.ts";
import { markPublished } from "../state/mark-published.ts";
import { openRun } from "../state/open-run.ts";
import { openState, type State } from "../state/open-state.ts";
import type { RunInput } from "../state/run-input.ts";
import { settleRun } from "../state/settle-run.ts";
import { unfinishedRun } from "../state/unfinished-run.ts";
import { CALM } from "../testing/scope-run.ts";
import { chooseSlot } from "./choose-slot.ts";

const clock = { now: () => new Date("2026-11-24T06:00:00.789Z"), sleep: async () => {} };
const NEW = "2026-11-24T06:00:00Z";

const BEGINNING = { full: false, isBoxed: false, rules: CALM.searches };

function inputOf(digest: string): RunInput {
  return { description: "a test", digest, sourceDigest: digest, isList: false };
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-slot-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function begin(scope: string, slot: string, at: string, digest = "same"): Promise<void> {
  await inState(scope, (state) => openRun(state, slot, inputOf(digest), { ...BEGINNING, now: new Date(at) }));
}

async function finish(scope: string, slot: string, at: string): Promise<void> {
  await inState(scope, async (state) => {
    const unfinished = await unfinishedRun(state);
    const run = await openRun(state, slot, inputOf(unfinished?.inputDigest ?? ""), { ...BEGINNING, now: new Date(at) });
    const settled = { finished: true, isUpToDate: true, skippedLines: 0, at: new Date(at) };
    await settleRun(state, run, settled, CALM.freshness);
    await finishRun(state, run, { finishedAt: new Date(at), workedMs: 0 });
  });
}

async function inState(scope: string, work: (state: State) => Promise<unknown>): Promise<void> {
  const state = await openState(folder, scope);
  try {
    await work(state);
  } finally {
    await state.close();
  }
}

function choose(digest = "same", scopes = ["a", "b"]): Promise<string> {
  return chooseSlot(
    folder,
    scopes.map((scope) => ({ scope, inputDigest: digest })),
    clock,
  );
}

describe("the slot of a run that names none", () => {
  it("is the second at which it begins, where nothing waits for its end", async () => {
    expect(await choose()).toBe(NEW);
    await begin("a", "s1", "2026-11-23T06:00:00Z");
    await finish("a", "s1", "2026-11-23T07:00:00Z");
    await markPublished(folder, "a", "s1", clock.now());
    expect(await choose()).toBe(NEW);
  });

  it("is that of a run that has not finished", async () => {
    await begin("b", "s1", "2026-11-23T06:00:00Z");
    expect(await choose()).toBe("s1");
  });

  it("is that of a run that finished and was never published, so that other scopes catch up with it", async () => {
    await begin("a", "s1", "2026-11-23T06:00:00Z");
    await finish("a", "s1", "2026-11-23T07:00:00Z");
    expect(await choose()).toBe("s1");
  });

  it("is no more that of an unpublished run whose answers another one has replaced", async () => {
    await begin("a", "s1", "2026-11-23T06:00:00Z");
    await finish("a", "s1", "2026-11-23T07:00:00Z");
    await begin("a", "s2", "2026-11-23T08:00:00Z");
    await finish("a", "s2", "2026-11-23T09:00:00Z");
    await markPublished(folder, "a", "s2", clock.now());
    expect(await choose()).toBe(NEW);
  });

  it("is the newest of several, whatever the order of the scopes", async () => {
    await begin("a", "older", "2026-11-22T06:00:00Z");
    await begin("b", "newer", "2026-11-23T06:00:00Z");
    expect(await choose()).toBe("newer");
    expect(await choose("same", ["b", "a"])).toBe("newer");
  });

  it("is a new one where what waits had another input", async () => {
    await begin("a", "s1", "2026-11-23T06:00:00Z", "another");
    expect(await choose()).toBe(NEW);
    await finish("a", "s1", "2026-11-23T07:00:00Z");
    expect(await choose()).toBe(NEW);
  });
});
