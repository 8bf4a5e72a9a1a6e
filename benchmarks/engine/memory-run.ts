import { quotaPacer } from "../../apps/report-job/src/pacing/adaptive-pacer.ts";
import { type Clock, systemClock } from "../../apps/report-job/src/run/clock.ts";
import { runScope } from "../../apps/report-job/src/run/run-scope.ts";
import { keepYoungGenerationSmall } from "../../apps/report-job/src/run/small-young-generation.ts";
import { computedCentre } from "./computed-centre.ts";

/** One run of the engine in a process of its own, told by its arguments; its figures are a line of JSON. */
// As the command does.
keepYoungGenerationSmall();
const [folder = "", files = "0", day = "0", how = ""] = process.argv.slice(2);
const DAY_MS = 86_400_000;
const builtAt = new Date("2026-11-24T06:00:00.000Z");
const aheadMs = builtAt.getTime() + Number(day) * DAY_MS - Date.now();
const clock: Clock = { ...systemClock, now: () => new Date(Date.now() + aheadMs) };
const pacer = quotaPacer({ requestsPerSecond: "unlimited", share: 1 }, clock);
const centre = computedCentre({
  files: Number(files),
  newFiles: day === "0" ? 0 : Math.round(Number(files) / 100),
  builtAt,
  pacer,
});
const steps: { name: string; atSeconds: number; peakMib: number }[] = [];
const before = process.memoryUsage.rss();
const start = performance.now();
const note = (name: string): void => {
  steps.push({ name, atSeconds: (performance.now() - start) / 1000, peakMib: peakMib() });
};
const run = await runScope({
  scope: "main",
  slot: `day-${day}`,
  stateFolder: folder,
  references: {
    description: "a computed contact centre",
    digest: "computed",
    sourceDigest: "computed",
    isList: false,
    skippedLines: 0,
    source: centre.references,
  },
  files: centre.metadata,
  freshness: { recheckAfterSeconds: 30 * 86_400, full: how === "full" },
  searches: { sweepAfterSeconds: 7 * 86_400, overlapSeconds: 3600 },
  waitMs: 0,
  clock,
  progress: {
    begin: (what) => note(`begin: ${what}`),
    advance: () => {},
    end: (what) => note(`end: ${what}`),
    say: (what) => note(what),
  },
  signal: new AbortController().signal,
  commit: { units: 200, seconds: 2 },
  stopAfterFailures: 12,
  gauge: pacer,
});
note("finished");
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage();
process.stdout.write(
  `${JSON.stringify({
    references: run.references,
    asked: centre.asked.files,
    calls: centre.asked.calls,
    status: run.status,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    beforeMib: mib(before),
    peakMib: peakMib(),
    steps,
  })}\n`,
);

function peakMib(): number {
  return mib(process.resourceUsage().maxRSS * 1024);
}

function mib(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
