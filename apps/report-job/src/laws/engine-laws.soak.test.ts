import { FAULT_CATALOGUE, type FaultRule } from "@attached-files/adapters/fake";
import { expect, it } from "vitest";
import { changingCentre } from "../testing/changing-centre.ts";
import { checkHistory } from "../testing/check-history.ts";
import { type Drawing, drawing } from "../testing/drawing.ts";
import { SimulatedJob, type Start } from "../testing/simulated-job.ts";
import { virtualClock } from "../testing/virtual-clock.ts";

const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;
const STARTS = 9;

/** How many lives are simulated. More of them, each of its own: `LAWS_RUNS=200`, with another `LAWS_SEED` for others. */
const lives = Number(process.env.LAWS_RUNS ?? 2);
const firstSeed = Number(process.env.LAWS_SEED ?? 26);

/** Every fault of the fake's, each as likely as it is drawn. */
function drawnFaults(draw: Drawing): readonly FaultRule[] {
  const most = draw.pick([0.02, 0.08, 0.3]);
  return FAULT_CATALOGUE.map(({ fault }) => ({ ...JSON.parse(fault), probability: draw.next() ** 2 * most }));
}

/** A job's life: a start every few days, some of them twice, some interrupted, some with too little time. */
async function live(seed: number): Promise<number> {
  const draw = drawing(seed);
  const clock = virtualClock();
  const centre = changingCentre(draw, clock, draw.whole(1, 20), drawnFaults(draw));
  const job = new SimulatedJob({
    clock,
    centre,
    quota: { requestsPerSecond: draw.pick([2, 5, "unlimited"]), share: draw.pick([0.5, 0.75, 1]) },
    recheckAfterSeconds: draw.pick([1, 5, 30]) * DAY_SECONDS,
    sweepAfterSeconds: draw.pick([0.1, 3, 7]) * DAY_SECONDS,
    overlapSeconds: draw.pick([0, 3600]),
  });
  try {
    let slot = 0;
    for (let started = 0; started < STARTS; started += 1) {
      await job.start(drawnStart(draw, slot, centre.change));
      if (draw.chance(0.65)) slot += 1;
      await clock.advance(draw.whole(0, 240) * HOUR_MS);
      for (let changes = draw.whole(0, 8); changes > 0; changes -= 1) centre.change();
    }
    if (job.history.size > 0) checkHistory(job.rows, job.history);
  } catch (error) {
    throw new Error(`with LAWS_SEED=${seed} LAWS_RUNS=1`, { cause: error });
  } finally {
    await job.remove();
  }
  return clock.elapsedMs() / HOUR_MS;
}

function drawnStart(draw: Drawing, slot: number, change: () => void): Start {
  const changesDuring = draw.pick([0, 0.02, 0.2]);
  const interruptedAt = draw.chance(0.25) ? draw.whole(1, 40) : 0;
  return {
    slot: `slot-${slot}`,
    full: slot % 4 === 3,
    isPublished: draw.chance(0.9),
    ...(draw.chance(0.3) ? { boxMs: draw.pick([3000, 20_000, 90_000]) } : {}),
    onAttempt: (attempt, interrupt) => {
      if (attempt === interruptedAt) interrupt();
      if (draw.chance(changesDuring)) change();
    },
  };
}

it("whatever happens to the sources, every run keeps every law, and the state holds what a model of it does", async () => {
  let hours = 0;
  for (let life = 0; life < lives; life += 1) hours += await live(firstSeed + life);
  expect(hours).toBeGreaterThan(lives * 100);
}, 3_600_000);
