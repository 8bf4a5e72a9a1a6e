import type { ExitCode } from "../exit-code.ts";
import { VirtualClock } from "./clock.test-support.ts";
import { keepTime, type TimeKeeping } from "./keep-time.ts";
import type { Standing } from "./standing.ts";
import { type Timetable, timetable } from "./timetable.ts";

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A run that was made, by the clock on the wall. */
export interface Made {
  readonly slot: string;
  readonly at: Date;
}

export interface Keeping {
  readonly cron: string;
  readonly zone?: string;
  readonly jitterSeconds?: number;
  /** When the process starts, and when it is asked to end, by the time that passes. */
  readonly from: string;
  readonly to: string;
  /** How long a run takes, and how it ends. Without it a second, and complete. */
  readonly run?: (slot: string, signal: AbortSignal, clock: VirtualClock) => Promise<ExitCode>;
  readonly lastSlot?: TimeKeeping["lastSlot"];
  readonly arrange?: (clock: VirtualClock) => void;
}

export interface Kept {
  readonly exitCode: ExitCode;
  readonly made: readonly Made[];
  readonly slots: readonly string[];
  readonly said: readonly string[];
  readonly standings: readonly Standing[];
  readonly skipped: number;
  readonly clock: VirtualClock;
  readonly table: Timetable;
}

/** Keeps a schedule in virtual time, from its start to the signal that ends it. */
export async function keep(keeping: Keeping): Promise<Kept> {
  const { cron, zone = "UTC", jitterSeconds = 0, from, to, lastSlot = async () => undefined } = keeping;
  const { run = (_, signal, clock) => clock.pass(SECOND_MS, signal).then(() => 0) } = keeping;
  const clock = new VirtualClock(from);
  const table = timetable({ cron, timeZone: zone, jitterSeconds, jitterSeed: "seed" });
  const ending = new AbortController();
  const made: Made[] = [];
  const said: string[] = [];
  const standings: Standing[] = [];
  let isRunning = false;
  clock.at(to, () => ending.abort());
  keeping.arrange?.(clock);
  const exitCode = await keepTime({
    timetable: table,
    timeZone: zone,
    clock,
    signal: ending.signal,
    say: (line) => said.push(line),
    lastSlot,
    runSlot: async (slot, signal) => {
      if (isRunning) throw new Error(`slot ${slot} begins while another one is run`);
      if (signal.aborted) throw new Error(`slot ${slot} begins after the end`);
      isRunning = true;
      made.push({ slot, at: clock.now() });
      try {
        return await run(slot, signal, clock);
      } finally {
        isRunning = false;
      }
    },
    onStanding: (standing) => standings.push(standing),
  });
  const skipped = standings.at(-1)?.skippedSlots ?? 0;
  return { exitCode, made, slots: made.map(({ slot }) => slot), said, standings, skipped, clock, table };
}

/** The slots of all moments behind `after`, up to `to`. */
export function slotsOf(table: Timetable, after: string, to: string): readonly string[] {
  const slots: string[] = [];
  const end = new Date(to);
  for (let at = table.next(new Date(after)); at !== undefined && at <= end; at = table.next(at)) {
    slots.push(`${at.toISOString().slice(0, 19)}Z`);
  }
  return slots;
}
