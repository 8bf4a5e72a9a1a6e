import { cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { DiscoverOptions, ReferencePage } from "@attached-files/core";
import { afterEach, beforeEach, expect, it } from "vitest";
import { journalFolder, scopeFolder } from "../state/open-state.ts";
import { aScopeRun, aSearch } from "../testing/scope-run.ts";
import { pagesOf } from "../testing/scripted-sources.ts";
import { runScope } from "./run-scope.ts";
import type { StateKeeper } from "./state-keeper.ts";

const BEGAN = Date.UTC(2026, 10, 24, 6);
const WEEK = 7 * 86_400_000;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-copy-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const PAGES: readonly ReferencePage[] = pagesOf(20, 6).map((page) => ({
  ...page,
  references: page.references.map((reference) => ({ ...reference, associationTime: new Date(BEGAN).toISOString() })),
}));

/** Keeps what a machine elsewhere would have: the state at the last checkpoint, and the journals since. */
function shadow(home: string, elsewhere: string): StateKeeper & { takeJournals(): Promise<void> } {
  const copyJournal = (path: string) => cp(path, join(journalFolder(elsewhere), basename(path)));
  return {
    lost: new AbortController().signal,
    async checkpoint({ connection }) {
      await connection.run("CHECKPOINT");
      await rm(elsewhere, { recursive: true, force: true });
      await mkdir(journalFolder(elsewhere), { recursive: true });
      await cp(join(home, "state.duckdb"), join(elsewhere, "state.duckdb"));
    },
    async onJournalTaken(path) {
      await copyJournal(path);
      await rm(path);
    },
    async takeJournals() {
      for (const name of await readdir(journalFolder(home))) await copyJournal(join(journalFolder(home), name));
    },
  };
}

async function life(stateFolder: string, at: number, dieBefore = Number.POSITIVE_INFINITY, elsewhere?: string) {
  const asked: DiscoverOptions[] = [];
  const ending = new AbortController();
  let pages = 0;
  const source = {
    async *discover(options: DiscoverOptions = {}) {
      asked.push(options);
      const from = PAGES.findIndex((page) => page.resumeToken === options.resumeToken);
      for (const page of PAGES.slice(options.resumeToken === undefined ? 0 : from + 1)) {
        if (pages >= dieBefore) ending.abort();
        options.signal?.throwIfAborted();
        pages += 1;
        yield page;
      }
    },
    close: async () => {},
  };
  const keeper =
    elsewhere === undefined ? undefined : shadow(scopeFolder(stateFolder, "main"), scopeFolder(elsewhere, "main"));
  // A run with a time box searches for what is new first; its time never ends here.
  const clock = { now: () => new Date(at), sleep: () => new Promise<void>(() => {}) };
  const run = aScopeRun({
    stateFolder,
    slot: new Date(at).toISOString(),
    clock,
    references: aSearch(source),
    deadline: new Date(at + WEEK),
    signal: ending.signal,
    ...(keeper === undefined ? {} : { keeper }),
  });
  const finished = await runScope(run).catch((error: unknown) => {
    if (!ending.signal.aborted) throw error;
  });
  await keeper?.takeJournals();
  return { finished, asked, pages };
}

it("a run that is gone on with elsewhere, from its last checkpoint and its journals, asks no search to go on where another one was", async () => {
  let deaths = 0;
  for (let dieBefore = 0; ; dieBefore += 1) {
    const [home, elsewhere] = [join(folder, `home-${dieBefore}`), join(folder, `elsewhere-${dieBefore}`)];
    await life(home, BEGAN);
    // A week later there are two searches: what is new, and then everything.
    const first = await life(home, BEGAN + WEEK, dieBefore, elsewhere);
    if (first.finished !== undefined) break;
    deaths += 1;
    const isInSweep = first.asked.length === 2;
    const { finished, asked, pages } = await life(elsewhere, BEGAN + WEEK);
    expect(finished).toMatchObject({ status: "complete", references: 120 });
    expect(asked.filter(({ attachedSince }) => attachedSince !== undefined)).toHaveLength(isInSweep ? 0 : 1);
    // Every page once in both lives together.
    expect(first.pages + pages).toBe(2 * PAGES.length);
  }
  expect(deaths).toBe(2 * PAGES.length);
});
