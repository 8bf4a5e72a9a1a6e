import { describe, expect, it } from "vitest";
import { JobError } from "../exit-code.ts";
import type { VirtualClock } from "./clock.test-support.ts";
import { DAY_MS, HOUR_MS, keep, MINUTE_MS, SECOND_MS } from "./keep-time.test-support.ts";

const DAILY = { cron: "0 6 * * *", from: "2026-11-23T12:00:00Z", to: "2026-11-26T12:00:00Z" };
const DAYS = ["2026-11-24T06:00:00Z", "2026-11-25T06:00:00Z", "2026-11-26T06:00:00Z"];

describe("a schedule", () => {
  it("runs each slot when its moment has come, and says what it waits for and how each run ended", async () => {
    const kept = await keep({ ...DAILY, zone: "Europe/Berlin", to: "2026-11-24T12:00:00Z" });
    expect(kept.made).toEqual([{ slot: "2026-11-24T05:00:00Z", at: new Date("2026-11-24T05:00:00Z") }]);
    expect(kept.said).toEqual([
      "No slot has finished yet, so none counts as missed.",
      "Next slot 2026-11-24T05:00:00Z (2026-11-24 06:00:00 Europe/Berlin)",
      "Slot 2026-11-24T05:00:00Z begins",
      "Slot 2026-11-24T05:00:00Z ended with 0 (complete) after 1 second",
      "Next slot 2026-11-25T05:00:00Z (2026-11-25 06:00:00 Europe/Berlin)",
    ]);
  });

  it.each([0, 1, 2, 3, 4, 5] as const)("goes on after a run that ended with %d, and says so", async (code) => {
    const kept = await keep({ ...DAILY, run: async () => code });
    expect(kept.slots).toEqual(DAYS);
    expect(kept.exitCode).toBe(0);
    expect(kept.said.filter((line) => line.includes(`ended with ${code} (`))).toHaveLength(3);
  });

  it("looks at the clock each minute, however long it waits", async () => {
    const { clock, slots } = await keep({
      cron: "0 0 29 2 *",
      from: "2026-03-01T00:00:00Z",
      to: "2026-05-01T00:00:00Z",
    });
    expect(slots).toEqual([]);
    expect(clock.longestSleepMs).toBe(MINUTE_MS);
  });

  it("names a slot after its moment, whenever jitter lets it begin", async () => {
    const kept = await keep({ ...DAILY, jitterSeconds: 1800 });
    expect(kept.slots).toEqual(DAYS);
    const lateMs = kept.made.map(({ slot, at }) => at.getTime() - Date.parse(slot));
    for (const late of lateMs) expect(late >= 0 && late < 1800 * SECOND_MS).toBe(true);
    expect(new Set(lateMs).size).toBe(3);
    expect(kept.said.some((line) => /Next slot .*, put off by \S+ seconds/.test(line))).toBe(true);
    expect((await keep({ ...DAILY, jitterSeconds: 1800 })).made).toEqual(kept.made);
  });

  it("tells where it stands", async () => {
    const { standings } = await keep({ ...DAILY, to: "2026-11-24T12:00:00Z", run: async () => 3 });
    const [first, second] = DAYS.map((slot) => ({ slot, startsAt: new Date(slot) }));
    const at = first?.startsAt;
    const last = { slot: DAYS[0], startedAt: at, finishedAt: at, exitCode: 3 };
    const none = { current: undefined, last: undefined, skippedSlots: 0 };
    expect(standings).toEqual([
      { ...none, state: "waiting", next: first },
      { ...none, state: "running", next: second, current: { slot: DAYS[0], startedAt: at } },
      { ...none, state: "waiting", next: second, last },
      { ...none, state: "waiting", next: second, last },
    ]);
  });
});

describe("slots that were missed", () => {
  const asked =
    (slot: string, isPublished = true) =>
    async () => ({ slot, isPublished });

  it("while no process was there: the latest is run at once, and the others are counted", async () => {
    const kept = await keep({ ...DAILY, to: "2026-11-23T13:00:00Z", lastSlot: asked("2026-11-19T06:00:00Z") });
    expect(kept.made).toEqual([{ slot: "2026-11-23T06:00:00Z", at: new Date(DAILY.from) }]);
    expect(kept.skipped).toBe(3);
    expect(kept.said[0]).toBe(
      "Slot 2026-11-23T06:00:00Z begins, missed and 360 minutes late; 3 slots before it skipped",
    );
  });

  it.each([
    ["the last moment's slot had finished", "2026-11-23T06:00:00Z", "Next slot"],
    ["a person ran a slot later than that", "2026-11-23T08:13:22Z", "Next slot"],
    ["the last slot is ahead of the clock", "2030-01-01T00:00:00Z", "2030-01-01T00:00:00Z, is ahead of the clock"],
    ["the last slot is no moment", "nightly-41", "nightly-41, is named after no moment"],
    ["the last slot is a day, and nobody knows in which time zone", "2026-11-20", "is named after no moment"],
  ])("are none where %s", async (_, slot, told) => {
    const kept = await keep({ ...DAILY, to: "2026-11-24T06:30:00Z", lastSlot: asked(slot) });
    expect(kept.slots).toEqual([DAYS[0]]);
    expect(kept.skipped).toBe(0);
    expect(kept.said[0]).toContain(told);
  });

  it("are none where the state knows of none", async () => {
    expect((await keep({ ...DAILY, to: "2026-11-23T13:00:00Z" })).slots).toEqual([]);
  });

  it("count the last one too, where it finished and was not published", async () => {
    const lastSlot = asked("2026-11-23T06:00:00Z", false);
    expect((await keep({ ...DAILY, to: "2026-11-23T13:00:00Z", lastSlot })).slots).toEqual(["2026-11-23T06:00:00Z"]);
  });

  it("are found later, where another process has the state at first", async () => {
    let asks = 0;
    const lastSlot = async () => {
      asks += 1;
      if (asks < 5) throw new JobError("unavailable", "in use");
      return { slot: "2026-11-21T06:00:00Z", isPublished: true };
    };
    const kept = await keep({ ...DAILY, to: "2026-11-24T00:00:00Z", lastSlot });
    expect(kept.made).toEqual([{ slot: "2026-11-23T06:00:00Z", at: new Date("2026-11-23T12:04:00Z") }]);
    expect(asks).toBe(5);
    expect(kept.said.filter((line) => line.startsWith("Next slot"))).toHaveLength(2);
  });

  it("because the run before took too long: the latest is run once afterwards, and never a queue", async () => {
    const run = { "2026-11-24T00:00:00Z": 5.5 * HOUR_MS } as Readonly<Record<string, number>>;
    const kept = await keep({
      cron: "0 * * * *",
      from: "2026-11-23T23:30:00Z",
      to: "2026-11-24T07:30:00Z",
      run: (slot, signal, clock) => clock.pass(run[slot] ?? SECOND_MS, signal).then(() => 0),
    });
    expect(kept.slots.map((slot) => slot.slice(11, 13))).toEqual(["00", "05", "06", "07"]);
    expect(kept.skipped).toBe(4);
    expect(kept.said).toContain(
      "Slot 2026-11-24T05:00:00Z begins, missed and 30 minutes late; 4 slots before it skipped",
    );
  });

  it("are counted up to a thousand", async () => {
    const lastSlot = asked("2026-11-01T00:00:00Z");
    const kept = await keep({ ...DAILY, cron: "* * * * *", to: "2026-11-23T12:00:30Z", lastSlot });
    expect(kept.slots).toEqual(["2026-11-23T12:00:00Z"]);
    expect(kept.said[0]).toContain("more than 1,000 slots before it skipped");
  });
});

describe("a clock that is not to be trusted", () => {
  it("that is put back over a slot does not bring it twice", async () => {
    const arrange: Parameters<typeof keep>[0]["arrange"] = (clock) =>
      clock.at("2026-11-24T06:10:00Z", () => clock.set(-HOUR_MS));
    const kept = await keep({ ...DAILY, arrange });
    expect(kept.slots).toEqual(DAYS);
    expect(kept.said.some((line) => line.startsWith("The clock went back behind 2026-11-24T06:00:00.000Z"))).toBe(true);
  });

  it("that jumps on, as after a sleep, brings the latest slot within a minute", async () => {
    const kept = await keep({
      ...DAILY,
      to: "2026-11-23T16:00:00Z",
      arrange: (clock) => clock.at("2026-11-23T15:00:00Z", () => clock.set(3 * DAY_MS)),
    });
    expect(kept.slots).toEqual(["2026-11-26T06:00:00Z"]);
    expect(kept.made[0]?.at.getTime()).toBeLessThanOrEqual(Date.parse("2026-11-26T15:01:00Z"));
    expect(kept.skipped).toBe(2);
  });

  it("that was years ahead and is put right again does not stop the schedule for years", async () => {
    const kept = await keep({
      ...DAILY,
      to: "2026-11-27T12:00:00Z",
      arrange: (clock) => {
        clock.at("2026-11-24T12:00:00Z", () => clock.set(365 * DAY_MS));
        clock.at("2026-11-24T12:30:00Z", () => clock.set(-365 * DAY_MS));
      },
    });
    expect(kept.slots).toEqual([DAYS[0], "2027-11-24T06:00:00Z", DAYS[1], DAYS[2], "2026-11-27T06:00:00Z"]);
  });

  it("never brings a slot before its moment, though a timer wakes too early", async () => {
    const kept = await keep({
      ...DAILY,
      arrange: (clock) => {
        const { pass } = clock;
        clock.pass = (delayMs, signal) => pass.call(clock, delayMs > 10 ? delayMs - 1 : delayMs, signal);
      },
    });
    expect(kept.made.map(({ at }) => at.toISOString())).toEqual(DAYS.map((day) => day.replace("Z", ".000Z")));
  });
});

describe("a schedule that is asked to end", () => {
  it("ends at once with 0 while it waits", async () => {
    const kept = await keep({ ...DAILY, to: "2026-11-23T12:00:30Z" });
    expect(kept).toMatchObject({ exitCode: 0, slots: [] });
    expect(kept.clock.now()).toEqual(new Date("2026-11-23T12:00:30Z"));
  });

  it("tells the run under way, ends with its code when it has ended, and begins no other", async () => {
    const told: boolean[] = [];
    const kept = await keep({
      cron: "* * * * *",
      from: "2026-11-23T12:00:30Z",
      to: "2026-11-23T12:04:00Z",
      lastSlot: async () => ({ slot: "2026-11-23T11:00:00Z", isPublished: true }),
      run: async (_, signal, clock) => {
        await clock.pass(HOUR_MS, signal).catch(() => {});
        told.push(signal.aborted);
        // What it needs to commit.
        await clock.pass(2 * SECOND_MS);
        return 3;
      },
    });
    expect(kept).toMatchObject({ exitCode: 3, slots: ["2026-11-23T12:00:00Z"] });
    expect(told).toEqual([true]);
    expect(kept.clock.now()).toEqual(new Date("2026-11-23T12:04:02Z"));
  });

  it("says once why the slot that finished last is not known yet, and when it is asked again", async () => {
    let asked = 0;
    const lastSlot = async () => {
      asked += 1;
      if (asked < 4) throw new JobError("unavailable", "The state is in use by process 7.");
      return undefined;
    };
    const { said } = await keep({ ...DAILY, to: "2026-11-23T12:10:00Z", lastSlot });
    expect(said.filter((line) => line.includes("process 7"))).toEqual([
      "Which slot finished last is not known yet, and is asked again every minute; the next slot is run all the same. The state is in use by process 7.",
    ]);
    expect(said).toContain("No slot has finished yet, so none counts as missed.");
  });

  it("while it asks for the last slot begins nothing", async () => {
    let clock: VirtualClock | undefined;
    const lastSlot = async () => {
      await clock?.pass(MINUTE_MS);
      return { slot: "2026-11-20T06:00:00Z", isPublished: true };
    };
    const to = "2026-11-23T12:00:30Z";
    const kept = await keep({
      ...DAILY,
      to,
      lastSlot,
      arrange: (its) => {
        clock = its;
      },
    });
    expect(kept).toMatchObject({ exitCode: 0, slots: [] });
  });
});

it("a schedule does not hide what is wrong with itself", async () => {
  const wrong = new Error("out of order");
  await expect(keep({ ...DAILY, run: () => Promise.reject(wrong) })).rejects.toBe(wrong);
  await expect(keep({ ...DAILY, lastSlot: () => Promise.reject(wrong) })).rejects.toBe(wrong);
});
