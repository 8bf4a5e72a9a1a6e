import { mkdtemp, readdir, readFile, realpath, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createFakeConnect, type FakeConnect, type FakeServer } from "@attached-files/adapters/fake";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aDayPassed, aDayPasses } from "./a-day-later.ts";
import { run } from "./attached-files-process.ts";
import { runHere } from "./command-here.ts";
import { BATCH } from "./desk.ts";
import { type Instant, type Killed, killedAt, type Phase, type Wire } from "./killed-process.ts";
import { inState, reportRows, stateRows } from "./state-rows.ts";

const SEED = 20_261_124;
const COMMIT_CALLS = 5;
const SEARCH = "SearchAllRelatedItems";
/** How long answers take; by it the server tells calls apart, too. */
const [SEARCH_MS, BATCH_MS] = [4, 5];
const [FIRST, SECOND] = ["2026-11-24", "2026-11-25"];

interface Kill {
  readonly instant: Instant;
  /** Where the journal is cut off afterwards: the part of its last commit that is kept; whole without it. */
  readonly kept?: number | undefined;
}

/** Evenly drawn: fast-check's own numbers are mostly next to the ends. */
const evenly = (most: number) => fc.noBias(fc.integer({ min: 0, max: most }));
const torn = fc.option(
  evenly(999).map((thousandths) => thousandths / 1000),
  { nil: undefined },
);
const within = (after: "search" | "batch", most: number) =>
  fc.record({
    instant: fc.record({
      after: fc.constant(after),
      call: evenly(most - 1).map((before) => before + 1),
      delayMs: evenly(8),
    }),
    kept: torn,
  });
const behind = (after: "start" | "searched" | "asked" | "report", mostMs: number) =>
  fc.record({ instant: fc.record({ after: fc.constant(after), delayMs: evenly(mostMs) }) });

/** So many kills, one after the other, each at an instant that is drawn. */
function kills(seed: number, ...wanted: readonly (readonly [number, fc.Arbitrary<Kill>])[]): readonly Kill[] {
  const drawn = wanted.flatMap(([amount, kill]) => Array.from({ length: amount }, () => kill));
  return fc.sample(fc.tuple(...drawn), { seed, numRuns: 1 })[0] ?? [];
}

let folder: string;
let fake: FakeConnect;
let server: FakeServer;
const listeners = new Set<(kind: "search" | "batch") => void>();
let underWay = 0;
const wire: Wire = {
  onCall: (tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  },
  get underWay() {
    return underWay;
  },
};
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "attached-files-chaos-")));
  fake = createFakeConnect({
    faults: [
      { operation: SEARCH, latencyMs: SEARCH_MS, times: "always" },
      { operation: BATCH, latencyMs: BATCH_MS, times: "always" },
    ],
    sleep: async (ms) => {
      underWay += 1;
      for (const tell of listeners) tell(ms === BATCH_MS ? "batch" : "search");
      await setTimeout(ms);
      underWay -= 1;
    },
  });
  fake.seed({ seed: 7, cases: 250 });
  server = await fake.listen();
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function command(name: string, slot: string): Promise<readonly string[]> {
  const path = join(folder, `${name}.yaml`);
  const scope = `  - { name: main, region: eu-central-1, endpoint: "${server.url}", quota: { requestsPerSecond: unlimited } }\n`;
  const folders = `state: { folder: ${name}-state }\nreport: { folder: ${name}-report }\n`;
  const rules = `run: { commitCalls: ${COMMIT_CALLS}, commitSeconds: 600 }\nrefresh: { sweepAfterSeconds: 43200 }\n`;
  await writeFile(path, `scopes:\n${scope}${folders}${rules}`);
  return ["run", "--config", path, "--slot", slot];
}

function stateFolder(name: string): string {
  return join(folder, `${name}-state`, "scope=main");
}

function calls(): { readonly search: number; readonly batch: number } {
  return { search: fake.calls.count(SEARCH), batch: fake.calls.count(BATCH) };
}

/** Kills the run of a slot again and again, and lets it come to its end. */
async function disturbed(slot: string, plan: readonly Kill[]): Promise<readonly Killed[]> {
  const journal = join(stateFolder("job"), "journal");
  const args = await command("job", slot);
  const all: Killed[] = [];
  for (const { instant, kept } of plan) {
    all.push(await killedAt(instant, args, journal, wire));
    if (kept !== undefined) await tearLastCommit(journal, kept);
  }
  expect(await run(args)).toMatchObject({ exitCode: 0 });
  return all;
}

/** Cuts off a part of what the last commit wrote, as a disk does that lost its power. */
async function tearLastCommit(journal: string, kept: number): Promise<void> {
  const name = (await readdir(journal).catch(() => [])).sort().at(-1);
  if (name === undefined) return;
  const bytes = await readFile(join(journal, name));
  const ends = [...bytes.toString("latin1").matchAll(/^\{"row":"(?:page|call)".*\n/gm)];
  const before = ends.at(-1 - COMMIT_CALLS);
  const from = before === undefined ? 0 : before.index + before[0].length;
  await truncate(join(journal, name), from + Math.floor((bytes.length - from) * kept));
}

async function undisturbed(slot: string): Promise<void> {
  expect(await runHere(await command("undisturbed", slot))).toMatchObject({ exitCode: 0 });
}

async function expectTheSame(slot: string): Promise<void> {
  expect(await stateRows(stateFolder("job"))).toEqual(await stateRows(stateFolder("undisturbed")));
  expect(await readdir(join(stateFolder("job"), "journal"))).toEqual([]);
  const report = (name: string) => reportRows(join(folder, `${name}-report`, slot));
  expect(await report("job")).toEqual(await report("undisturbed"));
  const names = await readdir(join(folder, "job-report"));
  expect(names.sort()).toEqual((await readdir(join(folder, "undisturbed-report"))).sort());
}

/** Calls that were made again: at most one commit interval for each kill, a second one where it was torn, and those on the wire. */
function expectFewCallsMore(
  killed: readonly Killed[],
  plan: readonly Kill[],
  more: Readonly<Record<string, number>>,
): void {
  const lost = (phases: readonly Phase[]): number =>
    killed.reduce((sum, { phase, underWay: onTheWire }, index) => {
      if (!phases.includes(phase)) return sum;
      return sum + COMMIT_CALLS * (plan[index]?.kept === undefined ? 1 : 2) + onTheWire + 1;
    }, 0);
  expect(more.search).toBeLessThanOrEqual(lost(["discovery", "settling"]));
  expect(more.batch).toBeLessThanOrEqual(lost(["asking"]));
}

describe("a run that is killed at instants that nobody chose", { timeout: 900_000 }, () => {
  const phases: Phase[] = [];
  let before = { search: 0, batch: 0 };
  const since = (): { readonly search: number; readonly batch: number } => {
    const now = calls();
    const made = { search: now.search - before.search, batch: now.batch - before.batch };
    before = now;
    return made;
  };

  it("leaves the state and the report of an undisturbed one, and calls again for little", async () => {
    const plan = kills(
      SEED,
      [1, behind("start", 900)],
      [5, within("search", 5)],
      [2, behind("searched", 15)],
      [1, behind("start", 900)],
      [6, within("batch", 20)],
      [4, behind("asked", 12)],
      [2, behind("report", 60)],
    );
    await undisturbed(FIRST);
    const needed = since();
    const killed = await disturbed(FIRST, plan);
    const made = since();
    phases.push(...killed.map(({ phase }) => phase));
    await expectTheSame(FIRST);
    expectFewCallsMore(killed, plan, { search: made.search - needed.search, batch: made.batch - needed.batch });
  });

  it("does so a day later, when files have come, changed and gone, and keeps their history", async () => {
    const plan = kills(
      SEED + 1,
      [2, within("search", 8)],
      [1, behind("searched", 15)],
      [1, behind("start", 900)],
      [3, within("batch", 15)],
      [2, behind("asked", 12)],
      [1, behind("report", 60)],
    );
    aDayPasses(fake);
    for (const name of ["undisturbed", "job"]) await inState(stateFolder(name), aDayPassed);
    await undisturbed(SECOND);
    const needed = since();
    const killed = await disturbed(SECOND, plan);
    const made = since();
    phases.push(...killed.map(({ phase }) => phase));
    await expectTheSame(SECOND);
    expectFewCallsMore(killed, plan, { search: made.search - needed.search, batch: made.batch - needed.batch });
    const { runs = [], past_versions: past = [] } = await stateRows(stateFolder("job"));
    expect(runs[1]).toMatchObject({ new_files: 40n, status: "complete" });
    for (const counter of ["carried", "changed_files", "vanished_files"])
      expect(runs[1]?.[counter]).toBeGreaterThan(10n);
    expect(past.length).toBeGreaterThan(20);
  });

  it("was killed in its search, its questions and its publishing", () => {
    expect(phases).toEqual(expect.arrayContaining(["discovery", "asking", "publishing"]));
    expect(phases.filter((phase) => phase !== "ended").length).toBeGreaterThanOrEqual(30);
  });
});
