import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_QUOTA, ownPart } from "../../apps/report-job/src/pacing/quota.ts";
import { standStillForDatabase } from "../../apps/report-job/src/testing/database-time.ts";
import type { Cell, Findings, Section, Size } from "../shared/section.ts";
import { anotherClient } from "./another-client.ts";
import { fullScan } from "./full-scan.ts";
import { callsOfFullScan, type Learned, necessaryCalls, newestFileMs, referenceKey } from "./necessary-calls.ts";
import { goalsOf, METADATA, rowOf, scanRow, tableOf, total } from "./rows.ts";
import { simulatedCentre } from "./simulated-centre.ts";
import { type Ran, REFRESH, type SimulatedRun, simulatedRun } from "./simulated-run.ts";

const HOUR_MS = 3_600_000;
const CASES = { quick: 500, full: 5000, large: 5000 };
const AT_ONCE = [1, 16] as const;

export const quota: Section = {
  name: "quota",
  sizes: ["quick", "full"],
  measure,
};

async function measure(size: Size, say: (line: string) => void): Promise<Findings> {
  const share = Number(ownPart(DEFAULT_QUOTA, METADATA).requestsPerSecond);
  const centre = simulatedCentre(CASES[size]);
  const { clock, fake } = centre;
  const learned = new Map<string, Learned>();
  const folder = await mkdtemp(join(tmpdir(), "attached-files-quota-"));
  const run = (it: SimulatedRun): Promise<Ran> => simulatedRun(centre, folder, it, learned, () => {});
  const [restore, stopTime] = [standStillForDatabase(clock), clock.runFree()];
  try {
    const scanned = callsOfFullScan(fake);
    say(`quota, ${CASES[size]} cases: the first run`);
    const first = await run({ slot: "day 0" });
    const files = fake.state.files.count;
    const scans: Cell[][] = [];
    for (const atOnce of AT_ONCE) {
      say(`quota: a full scan, ${atOnce} at a time`);
      scans.push(
        scanRow(
          `a full scan with retries, ${atOnce} at a time`,
          await fullScan(clock, fake, atOnce),
          total(scanned),
          files,
        ),
      );
    }
    const newestMs = newestFileMs(fake);
    const { added } = await centre.aDayGoesBy();
    const necessary = necessaryCalls(fake, learned, {
      startedAtMs: clock.now().getTime(),
      sinceMs: newestMs - REFRESH.overlapSeconds * 1000,
      recheckAfterSeconds: REFRESH.recheckAfterSeconds,
    });
    say("quota: a day later");
    const second = await run({ slot: "day 1" });
    // A run that had left something out would need fewer calls, and prove nothing.
    if (first.run.status !== "complete" || second.run.status !== "complete") throw new Error("a run is not complete");
    if (!added.every((file) => learned.has(referenceKey(file)))) throw new Error("a new file was not found");
    const scannedNow = callsOfFullScan(fake);
    say("quota: another day later, beside a neighbour");
    await clock.advance(24 * HOUR_MS);
    const [target] = added;
    if (target === undefined) throw new Error("nothing was added");
    const other = anotherClient(clock, fake, target);
    const third = await run({ slot: "day 2", full: true, boxMs: 6 * HOUR_MS });
    const neighbour = await other.leave();
    const rows = [
      rowOf("first run", first, total(scanned), share),
      rowOf("a day later, 1 % changed", second, total(necessary), share),
      rowOf("a full check beside a neighbour", third, total(scannedNow), share),
      ...scans,
      [
        "a full scan a day later, at the least",
        total(scannedNow),
        total(necessary),
        total(scannedNow) / total(necessary),
      ],
    ];
    return {
      tables: [tableOf(files, rows)],
      goals: goalsOf({ first, second, third, necessary, neighbour, share }),
    };
  } finally {
    stopTime();
    restore();
    await rm(folder, { recursive: true, force: true });
  }
}
