import { afterEach, describe, expect, it } from "vitest";
import { type ChangingCentre, changingCentre } from "../testing/changing-centre.ts";
import { checkHistory } from "../testing/check-history.ts";
import { type Drawing, drawing } from "../testing/drawing.ts";
import { SimulatedJob, type SimulatedJobOptions } from "../testing/simulated-job.ts";
import { virtualClock } from "../testing/virtual-clock.ts";
import { keyOf } from "../testing/watched-sources.ts";

const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;

let jobs: SimulatedJob[] = [];
afterEach(async () => {
  for (const job of jobs) await job.remove();
  jobs = [];
});

interface CalmLife {
  readonly draw: Drawing;
  readonly centre: ChangingCentre;
  readonly job: SimulatedJob;
}

/** A contact centre whose service answers every call, and a job that sweeps every second day. */
function aCalmLife(seed: number, cases: number, change: Partial<SimulatedJobOptions> = {}): CalmLife {
  const draw = drawing(seed);
  const clock = virtualClock();
  const centre = changingCentre(draw, clock, cases);
  const job = new SimulatedJob({
    clock,
    centre,
    quota: { requestsPerSecond: 2, share: 0.75 },
    recheckAfterSeconds: 30 * DAY_SECONDS,
    sweepAfterSeconds: 2 * DAY_SECONDS,
    overlapSeconds: 3600,
    ...change,
  });
  jobs.push(job);
  return { draw, centre, job };
}

describe("where the service answers every call", () => {
  it("every file is known after the run that follows its attachment, found at the latest an overlap later", async () => {
    const { draw, centre, job } = aCalmLife(1, 30, { sweepAfterSeconds: 365 * DAY_SECONDS });
    await job.start({ slot: "0" });
    for (let day = 1; day <= 2; day += 1) {
      await job.options.clock.advance(draw.whole(1, 40) * HOUR_MS);
      const attached = Array.from({ length: 12 }, () => centre.attach());
      // While the run is under way, more come.
      const during = new Set<string>();
      const run = await job.start({
        slot: `${day}`,
        onAttempt: () => {
          if (draw.chance(0.1)) during.add(keyOf(centre.attach()));
        },
      });
      expect(run?.status).toBe("complete");
      for (const reference of attached) expect(job.known.get(keyOf(reference))?.answer).toBe("retrieved");
      await job.options.clock.advance(2 * HOUR_MS);
      await job.start({ slot: `${day} again` });
      for (const key of during) expect(job.known.get(key)?.answer).toBe("retrieved");
    }
  });

  it("no file that is there is ever said to have vanished, and each that is not is, once", async () => {
    const { draw, centre, job } = aCalmLife(2, 40);
    const vanished: string[] = [];
    for (let day = 0; day < 5; day += 1) {
      await job.start({
        slot: `${day}`,
        onAttempt: () => {
          // Deleted neighbours pull others over the edges of pages, so that the search does not name these.
          if (draw.chance(0.12)) {
            const gone = draw.pick(centre.ever).fileId;
            centre.remove((fileId) => fileId === gone);
          }
        },
      });
      for (const [key, { vanishedRun }] of job.known) {
        if (vanishedRun === null) continue;
        vanished.push(key);
        expect([key, centre.isThere(key.split(" ")[1] ?? "")]).toEqual([key, false]);
      }
      await job.options.clock.advance(24 * HOUR_MS);
    }
    expect(new Set(vanished).size).toBe(vanished.length);
    // The last ones need a sweep that does not name them.
    for (const day of [10, 11]) {
      await job.options.clock.advance(60 * HOUR_MS);
      await job.start({ slot: `${day}` });
      vanished.push(...[...job.known].filter(([, file]) => file.vanishedRun !== null).map(([key]) => key));
    }
    const gone = centre.ever.filter(({ fileId }) => !centre.isThere(fileId)).map(keyOf);
    expect(gone.length).toBeGreaterThan(10);
    expect(vanished.toSorted()).toEqual(gone.toSorted());
    checkHistory(job.rows, job.history);
  });

  it("a job that is larger than its time comes to its end in some runs, and knows what is true", async () => {
    const { centre, job } = aCalmLife(3, 70);
    const { files } = centre.fake.state;
    for (const { instanceId, associatedResourceArn, fileId } of centre.ever) {
      // What is not settled is due in every run, however many there are.
      const wire = files.get(instanceId, fileId)?.wire;
      files.put(instanceId, fileId, associatedResourceArn, { ...wire, FileStatus: "APPROVED" });
    }
    const statuses: (string | undefined)[] = [];
    while (statuses.at(-1) !== "complete" && statuses.length < 8) {
      const run = await job.start({ slot: `${statuses.length}`, boxMs: 20_000 });
      statuses.push(run?.status);
      await job.options.clock.advance(HOUR_MS);
    }
    expect(statuses.filter((status) => status === "partial").length).toBeGreaterThan(1);
    expect(statuses.at(-1)).toBe("complete");
    const truth = [...centre.fake.state.truth()].map(({ reference, file }) => [keyOf(reference), file?.FileStatus]);
    expect([...job.known].map(([key, { members }]) => [key, members[0]]).toSorted()).toEqual(truth.toSorted());
  });
});
