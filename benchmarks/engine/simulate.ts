import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_QUOTA, ownPart } from "../../apps/report-job/src/pacing/quota.ts";
import { standStillForDatabase } from "../../apps/report-job/src/testing/database-time.ts";
import { anotherClient } from "./another-client.ts";
import { callsOfFullScan, type Learned, necessaryCalls, newestFileMs, referenceKey } from "./necessary-calls.ts";
import { simulatedCentre } from "./simulated-centre.ts";
import { type Ran, REFRESH, type SimulatedRun, simulatedRun } from "./simulated-run.ts";

const METADATA = "BatchGetAttachedFileMetadata";
const HOUR_MS = 3_600_000;
const cases = Number(process.argv[2] ?? 100_000);
if (!(cases >= 1000 && cases <= 1_000_000)) {
  throw new Error(`cases: 1,000 to 1,000,000 are expected; received ${process.argv[2]}`);
}

const realMs = performance.now();
const realSeconds = (): string => ((performance.now() - realMs) / 1000).toFixed(0);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
let isBroken = false;
const check = (what: string, holds: boolean): void => {
  say(`  ${holds ? "holds" : "DOES NOT HOLD"}: ${what}`);
  isBroken ||= !holds;
};
const describe = (name: string, { run, hours, throttles, requests }: Ran): void => {
  say(`${name}: ${hours.toFixed(2)} h, ${run.references} files known, ${run.status}, ${throttles} throttles`);
  for (const [operation, { count }] of requests) say(`  ${operation}: ${count} requests`);
};

const centre = simulatedCentre(cases);
const { clock, fake } = centre;
const learned = new Map<string, Learned>();
const folder = await mkdtemp(join(tmpdir(), "attached-files-simulation-"));
const run = (it: SimulatedRun): Promise<Ran> =>
  simulatedRun(centre, folder, it, learned, (text) => {
    process.stderr.write(`  after ${realSeconds()} s, ${clock.now().toISOString().slice(0, 16)}: ${text}\n`);
  });

const [restore, stopTime] = [standStillForDatabase(clock), clock.runFree()];
try {
  const configured = Number(ownPart(DEFAULT_QUOTA, METADATA).requestsPerSecond);
  const scan = callsOfFullScan(fake);
  say(
    `${cases} cases, ${fake.state.files.count} files. AWS's default quotas, kept by the fake: 2 a second, burst 5; the job's share is\n${configured} a second. Latency is log-normal: median 80 ms, 99th percentile 900 ms. Time is virtual and stands still while\nDuckDB and the disk work: what these take, seconds in some hours, is not in it.\n`,
  );

  const first = await run({ slot: "day 0" });
  describe("First run", first);
  check("no throttle", first.throttles === 0);
  check("complete", first.run.status === "complete");
  for (const operation of ["SearchAllRelatedItems", METADATA]) {
    const used = (first.requests.get(operation)?.perSecond ?? 0) / configured;
    check(
      `${(100 * used).toFixed(1)} % of the rate used by ${operation} while there was work; 98 at least`,
      used >= 0.98,
    );
  }

  const newestMs = newestFileMs(fake);
  const { added, settled } = await centre.aDayGoesBy();
  const necessary = necessaryCalls(fake, learned, {
    startedAtMs: clock.now().getTime(),
    sinceMs: newestMs - REFRESH.overlapSeconds * 1000,
    recheckAfterSeconds: REFRESH.recheckAfterSeconds,
  });
  say(`\nA day later, ${added.length} files are new, in new and old cases, and ${settled} have settled.`);
  const second = await run({ slot: "day 1" });
  describe("Second run", second);
  say(
    `  necessary: ${necessary.searches} and ${necessary.metadata}; a full scan: ${scan.searches} and ${scan.metadata}`,
  );
  const made = [...second.requests.values()].reduce((sum, { count }) => sum + count, 0);
  const ratio = made / (necessary.searches + necessary.metadata);
  check(`${made} requests, ${ratio.toFixed(3)} of the necessary ones; 1.05 at most`, ratio <= 1.05);
  const knowsAll = added.every((file) => learned.has(referenceKey(file)));
  check("complete, and every new file is known", second.run.status === "complete" && knowsAll);

  await clock.advance(24 * HOUR_MS);
  say("\nA day later, --full with 6 hours, while another client calls once a second on average, at random.");
  const [target] = added;
  if (target === undefined) throw new Error("nothing was added");
  const other = anotherClient(clock, fake, target);
  const third = await run({ slot: "day 2", full: true, boxMs: 6 * HOUR_MS });
  const { answeredPerSecond, failedPart } = await other.leave();
  describe("Third run", third);
  const ours = third.requests.get(METADATA)?.perSecond ?? 0;
  check(`the job had ${ours.toFixed(2)} requests a second for metadata; 0.5 at least`, ours >= 0.5);
  const failed = (100 * failedPart).toFixed(1);
  check(
    `the other ${answeredPerSecond.toFixed(2)} answers a second, ${failed} % of its calls given up after 3 attempts; 5 at most`,
    failedPart <= 0.05,
  );
  say(`\n${(clock.elapsedMs() / HOUR_MS).toFixed(0)} simulated hours in ${realSeconds()} s.`);
} finally {
  stopTime();
  restore();
  await rm(folder, { recursive: true, force: true });
}
if (isBroken) process.exitCode = 1;
