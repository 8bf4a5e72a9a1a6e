import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DiscoverOptions, type ReferencePage, SourceError } from "@attached-files/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openState } from "../state/open-state.ts";
import { aScopeRun, aSearch, CALM } from "../testing/scope-run.ts";
import { pagesOf } from "../testing/scripted-sources.ts";
import { virtualClock } from "../testing/virtual-clock.ts";
import { runScope } from "./run-scope.ts";
import type { ScopeRun } from "./scope-run.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BEGAN = Date.UTC(2026, 10, 24, 6);

let folder: string;
let asked: DiscoverOptions[];
beforeEach(async () => {
  asked = [];
  folder = await mkdtemp(join(tmpdir(), "attached-files-searching-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** 20 cases with 3 files each, attached a minute apart, the last of them an hour before the first run. */
const DATED = pagesOf(20, 3).map((page, index): ReferencePage => {
  const references = page.references.map((reference, file) => {
    const associationTime = new Date(BEGAN - HOUR - (59 - index * 25 - file) * 60_000).toISOString();
    return { ...reference, associationTime };
  });
  return { ...page, references };
});

interface Day {
  readonly at: number;
  readonly pages?: readonly ReferencePage[];
  /** Called before each page; what it throws ends the search. */
  readonly beforePage?: (index: number, options: DiscoverOptions) => Promise<void> | void;
  readonly change?: Partial<ScopeRun>;
}

async function runOn({ at, pages = DATED, beforePage, change = {} }: Day) {
  const source = {
    discover: async function* (options: DiscoverOptions = {}) {
      asked.push(options);
      const from = pages.findIndex(
        (page) => options.resumeToken !== undefined && page.resumeToken === options.resumeToken,
      );
      for (const [index, page] of pages.slice(from + 1).entries()) {
        await beforePage?.(index, options);
        yield page;
      }
    },
    close: async () => {},
  };
  const clock = { now: () => new Date(at), sleep: async () => {} };
  const slot = new Date(at).toISOString();
  return await runScope(aScopeRun({ stateFolder: folder, slot, clock, references: aSearch(source), ...change }));
}

function searches(): (string | undefined)[] {
  return asked.map(
    ({ attachedSince, resumeToken }) => attachedSince ?? (resumeToken && `all from ${resumeToken}`) ?? "all",
  );
}

async function watermark(): Promise<unknown> {
  const state = await openState(folder, "main");
  const rows = await state.connection.runAndReadAll("SELECT watermark FROM discovery");
  await state.close();
  return rows.value(0, 0);
}

describe("what a run searches for", () => {
  it("is everything at first, then what is new by an overlap of an hour, and everything again after a week", async () => {
    for (const day of [0, 1, 6, 7, 8]) await runOn({ at: BEGAN + day * DAY });
    const since = new Date(BEGAN - 2 * HOUR).toISOString();
    expect(searches()).toEqual(["all", since, since, "all", since]);
  });

  it("is everything with --full, and where the files tell no time", async () => {
    await runOn({ at: BEGAN });
    await runOn({ at: BEGAN + DAY, change: { freshness: { ...CALM.freshness, full: true } } });
    expect(searches()).toEqual(["all", "all"]);
    await rm(folder, { recursive: true });
    asked = [];
    for (const day of [0, 1]) await runOn({ at: BEGAN + day * DAY, pages: pagesOf(20, 3) });
    expect(searches()).toEqual(["all", "all"]);
  });

  it("is the same again after a search that failed", async () => {
    const fail = () => {
      throw new SourceError("SourceUnreachable", "nobody there");
    };
    await runOn({ at: BEGAN, beforePage: (index) => (index === 1 ? fail() : undefined) });
    await runOn({ at: BEGAN + DAY });
    await runOn({ at: BEGAN + 2 * DAY, beforePage: fail });
    await runOn({ at: BEGAN + 3 * DAY });
    const since = new Date(BEGAN - 2 * HOUR).toISOString();
    expect(searches()).toEqual(["all", "all", since, since]);
  });

  it("begins no later than an hour before the run, though a file says that it comes from the future", async () => {
    const future = [
      { ...DATED[0], references: [{ ...DATED[0]?.references[0], associationTime: "9999-01-01T00:00:00.000Z" }] },
    ];
    await runOn({ at: BEGAN, pages: future as readonly ReferencePage[] });
    expect(await watermark()).toBe(new Date(BEGAN).toISOString());
  });
});

describe("a search that is larger than the time for it", () => {
  const boxed = (minutes: number, at: number) => {
    const clock = virtualClock(at);
    return { clock, change: { clock, deadline: new Date(at + minutes * 60_000) } };
  };

  it("goes on in the next run where it was, and what it found is asked for meanwhile", async () => {
    const first = boxed(10, BEGAN);
    const tenMinutes = async (index: number, clock = first.clock) => {
      if (index > 0) await clock.advance(10 * 60_000);
    };
    const run = await runOn({ at: BEGAN, change: first.change, beforePage: (index) => tenMinutes(index) });
    expect(run).toMatchObject({ status: "partial", references: 50, troubleCode: "TimeBox" });
    const second = boxed(10, BEGAN + HOUR);
    const next = await runOn({ at: BEGAN + HOUR, change: second.change });
    expect(next).toMatchObject({ status: "complete", references: 60 });
    expect(searches()).toEqual(["all", "all from after-25"]);
  });

  it("keeps its place through a run whose time ends before the next page", async () => {
    const first = boxed(10, BEGAN);
    const tenMinutesAt = (page: number, clock: typeof first.clock) => async (index: number) =>
      index === page ? await clock.advance(10 * 60_000) : undefined;
    await runOn({ at: BEGAN, change: first.change, beforePage: tenMinutesAt(1, first.clock) });
    const second = boxed(10, BEGAN + HOUR);
    const halted = async (index: number, { signal }: DiscoverOptions) => {
      await tenMinutesAt(0, second.clock)(index);
      if (signal?.aborted === true) throw new SourceError("Aborted", "stopped");
    };
    await runOn({ at: BEGAN + HOUR, change: second.change, beforePage: halted });
    await runOn({ at: BEGAN + 2 * HOUR, change: boxed(10, BEGAN + 2 * HOUR).change });
    expect(searches()).toEqual(["all", "all from after-25", "all from after-25"]);
  });

  it("begins anew where its place is a day old, which no service remembers", async () => {
    const first = boxed(10, BEGAN);
    await runOn({
      at: BEGAN,
      change: first.change,
      beforePage: async (index) => (index > 0 ? await first.clock.advance(10 * 60_000) : undefined),
    });
    await runOn({ at: BEGAN + DAY });
    expect(searches()).toEqual(["all", "all"]);
  });

  it("leaves new files to a full search, where there are more of them than the time is for", async () => {
    await runOn({ at: BEGAN });
    const day = boxed(10, BEGAN + DAY);
    await runOn({
      at: BEGAN + DAY,
      change: day.change,
      beforePage: async (index) => (index > 0 ? await day.clock.advance(10 * 60_000) : undefined),
    });
    await runOn({ at: BEGAN + 2 * DAY, change: boxed(10, BEGAN + 2 * DAY).change });
    expect(searches()).toEqual(["all", new Date(BEGAN - 2 * HOUR).toISOString(), "all"]);
  });
});
