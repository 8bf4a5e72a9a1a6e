import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AWS_QUOTAS, createFakeConnect, type Dataset, type FakeConnect } from "@attached-files/adapters/fake";
import type { FileSource } from "@attached-files/core";
import { quotaPacer } from "../../apps/report-job/src/pacing/adaptive-pacer.ts";
import type { GaugedPacer } from "../../apps/report-job/src/pacing/pacer-gauge.ts";
import { DEFAULT_QUOTA } from "../../apps/report-job/src/pacing/quota.ts";
import { runScope } from "../../apps/report-job/src/run/run-scope.ts";
import type { FinishedRun } from "../../apps/report-job/src/state/finished-run.ts";
import { type VirtualClock, virtualClock } from "../../apps/report-job/src/testing/virtual-clock.ts";

/** The whole job in virtual time, on a contact centre of so many cases, with AWS's default quotas and our defaults. */
const CASES = Number(process.argv[2] ?? 100_000);
const BATCH = "BatchGetAttachedFileMetadata";
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const RECHECK_SECONDS = 30 * 86_400;
const RATE = 1.5;
const BEGAN = Date.UTC(2026, 10, 24, 6);

interface World {
  readonly clock: VirtualClock;
  readonly fake: FakeConnect;
  readonly dataset: Dataset;
  readonly stateFolder: string;
  /** When each file was last answered for, as the source saw it. */
  readonly checkedAt: Map<string, number>;
}

/** What a run did, as the fake saw it. */
interface Seen {
  readonly run: FinishedRun;
  readonly calls: number;
  readonly throttles: number;
  readonly searches: number;
  readonly hours: number;
  readonly rateUsed: number;
}

async function runOnce(world: World, slot: string, change: { full?: boolean } = {}): Promise<Seen> {
  const { clock, fake, stateFolder } = world;
  const pacer: GaugedPacer = quotaPacer(DEFAULT_QUOTA, clock);
  const times: number[] = [];
  const files = telling(fake.fileSource({ pacer: noting(pacer, clock, times) }), (fileId) =>
    world.checkedAt.set(fileId, clock.now().getTime()),
  );
  const source = fake.referenceSource({ pacer });
  const startedAt = clock.now().getTime();
  const stopTime = clock.runFree();
  const run = await runScope({
    scope: "main",
    slot,
    stateFolder,
    references: {
      description: "the fake",
      digest: "fake",
      sourceDigest: "fake",
      isList: false,
      skippedLines: 0,
      source,
    },
    files,
    freshness: { recheckAfterSeconds: RECHECK_SECONDS, full: change.full ?? false },
    searches: { sweepAfterSeconds: 7 * 86_400, overlapSeconds: 3600 },
    waitMs: 0,
    clock,
    gauge: pacer,
    progress: {
      begin: (step) => console.error(`  ${slot}: ${step}`),
      advance: () => {},
      end: () => {},
      say: console.error,
    },
    signal: new AbortController().signal,
    commit: { units: 200, seconds: 2 },
    stopAfterFailures: 12,
  });
  stopTime();
  const figures = pacer.operations().map((name) => ({ name, ...pacer.figures(name) }));
  const of = (name: string) => figures.find((each) => each.name === name);
  const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return {
    run,
    calls: of(BATCH)?.attempts ?? 0,
    throttles: figures.reduce((sum, { throttles }) => sum + throttles, 0),
    searches: figures.filter(({ name }) => name !== BATCH).reduce((sum, { attempts }) => sum + attempts, 0),
    hours: (clock.now().getTime() - startedAt) / HOUR_MS,
    rateUsed: spanMs === 0 ? 1 : ((times.length - 1) / spanMs) * (1000 / RATE),
  };
}

function telling(source: FileSource, onAnswer: (fileId: string) => void): FileSource {
  return {
    ...source,
    getMetadata: async (request, options) => {
      const answer = await source.getMetadata(request, options);
      for (const fileId of request.fileIds) onAnswer(fileId);
      return answer;
    },
  };
}

function noting(pacer: GaugedPacer, clock: VirtualClock, times: number[]): GaugedPacer {
  return {
    ...pacer,
    acquire: async (operation, signal) => {
      await pacer.acquire(operation, signal);
      if (operation === BATCH) times.push(clock.now().getTime());
    },
  };
}

/** Calls that a run on this truth cannot do without: one for each resource with a file that is due by the documented rules. */
function necessaryCalls({ fake, checkedAt: before }: World, now: number): Record<string, number> {
  const due = { changed: new Set<string>(), all: new Set<string>() };
  for (const { reference, file } of fake.state.truth()) {
    const { associatedResourceArn: resource, fileId } = reference;
    const checkedAt = before.get(fileId);
    const status = file?.FileStatus;
    const isSettled = typeof status === "string" && ["APPROVED", "REJECTED", "FAILED"].includes(status);
    if (checkedAt === undefined || !isSettled) due.changed.add(resource);
    if (checkedAt === undefined || !isSettled || hasTurn(resource, checkedAt, now)) due.all.add(resource);
  }
  return { changed: due.changed.size, withRechecks: due.all.size };
}

function hasTurn(resource: string, checkedAt: number, now: number): boolean {
  const phase = Number(createHash("md5").update(resource).digest().readBigUInt64LE(8)) / 2 ** 64;
  const turn = (at: number): number => Math.floor(at / (RECHECK_SECONDS * 1000) + phase);
  return turn(now) > turn(checkedAt);
}

/** One percent more cases, with two files each, and one percent of the old cases with a file more. */
function change({ fake, clock, dataset }: World): void {
  const { domainId, instanceId } = dataset;
  const at = new Date(clock.now().getTime() - HOUR_MS);
  const old = [...new Set([...fake.state.truth()].map(({ reference }) => reference.associatedResourceArn))];
  for (let number = 0; number < CASES / 100; number += 1) {
    const caseId = `new-${number}`;
    fake.state.addCase(domainId, caseId, at);
    for (const file of [1, 2])
      fake.state.attachFile({ domainId, caseId, instanceId, fileId: `${caseId}-${file}`, associatedAt: at });
    const [, existing = ""] = /\/case\/(.*)$/.exec(old[number * 37] ?? "") ?? [];
    if (existing !== "") {
      fake.state.attachFile({ domainId, caseId: existing, instanceId, fileId: `late-${number}`, associatedAt: at });
    }
  }
}

/** An application of the agents that calls once a second, whatever happens. */
function agents({ fake, clock }: World): { stop: () => void; readonly counts: { calls: number; throttled: number } } {
  const counts = { calls: 0, throttled: 0 };
  const [first] = fake.state.truth();
  if (first === undefined) throw new Error("a contact centre without files");
  const { instanceId, associatedResourceArn, fileId } = first.reference;
  // One attempt alone: an attempt that is made again is told apart by being throttled.
  const pacer = {
    acquire: async () => {},
    throttled: () => {
      counts.throttled += 1;
    },
  };
  const source = fake.fileSource({ pacer });
  let isOver = false;
  void (async () => {
    while (!isOver) {
      // Time must not pass for them while the job works on its disk, which costs it none.
      while (clock.sleepers === 0 && !isOver) await new Promise((resolve) => setImmediate(resolve));
      await clock.sleep(1000);
      counts.calls += 1;
      await source.getMetadata({ instanceId, associatedResourceArn, fileIds: [fileId] }).catch(() => {});
    }
  })();
  return {
    counts,
    stop: () => {
      isOver = true;
    },
  };
}

const realStart = performance.now();
const clock = virtualClock(BEGAN);
const fake = createFakeConnect({ quotas: AWS_QUOTAS, clock: clock.now });
const dataset = fake.seed({ seed: 1, cases: CASES });
const stateFolder = await mkdtemp(join(tmpdir(), "attached-files-simulate-"));
const world: World = { clock, fake, dataset, stateFolder, checkedAt: new Map() };
console.log(`${dataset.cases} cases, ${dataset.files} files, AWS's default quotas, the job's defaults; virtual time\n`);
try {
  const first = await runOnce(world, "first");
  tell("first run", first);
  const resources = new Set([...fake.state.truth()].map(({ reference }) => reference.associatedResourceArn)).size;
  await clock.advance(DAY_MS);
  change(world);
  const necessary = necessaryCalls(world, clock.now().getTime());
  const second = await runOnce(world, "a day later");
  tell("a day later, 1 % changed", second);
  const ratio = (calls: number | undefined): string => (second.calls / (calls ?? Number.NaN)).toFixed(3);
  console.log(
    `  necessary: ${necessary.withRechecks} calls (${ratio(necessary.withRechecks)} x), of which for what is new or unsettled ${necessary.changed}`,
  );
  console.log(`  a scan of everything: ${resources + CASES / 100} calls\n`);
  await clock.advance(DAY_MS);
  const others = agents(world);
  const third = await runOnce(world, "beside agents", { full: true });
  others.stop();
  tell("everything, beside agents who call once a second", third);
  const { calls, throttled } = others.counts;
  console.log(
    `  agents: ${(calls / third.hours / 3600).toFixed(2)} calls a second, ${((100 * throttled) / (calls + throttled)).toFixed(1)} % throttled`,
  );
  console.log(`\n${((performance.now() - realStart) / 1000).toFixed(0)} s of real time`);
} finally {
  await rm(stateFolder, { recursive: true, force: true });
}

function tell(title: string, seen: Seen): void {
  const { run, calls, throttles, searches, hours, rateUsed } = seen;
  console.log(`${title}: ${run.status}, ${run.references} files, ${run.due} due, in ${hours.toFixed(1)} h`);
  console.log(
    `  ${calls} metadata calls at ${(100 * rateUsed).toFixed(1)} % of ${RATE} a second, ${searches} searches, ${throttles} throttles`,
  );
}
