import { createHash } from "node:crypto";
import { Cron, type CronOptions } from "croner";
import { slotOf } from "../run/slot.ts";

/**
 * How patterns are read. `no-wildcard` is the rule of Vixie's cron for the change to and from daylight saving time: fixed
 * times come once a day, and patterns with a `*` or a step in second, minute or hour go by the time that passes.
 *
 * @see https://croner.56k.guru (11.0.1, 2026-11-14)
 */
export const CRON_DIALECT: CronOptions = { paused: true, mode: "5-or-6-parts", fixedTimeRule: "no-wildcard" };

/** The moments of a schedule. All are whole seconds. */
export interface Timetable {
  /** The first moment behind `after`. */
  next(after: Date): Date | undefined;
  /** The last moment that is not behind `at`. */
  latest(at: Date): Date | undefined;
  /** When the run of a moment begins: at the moment or later, and always before the next one. */
  startOf(moment: Date): Date;
}

export interface TimetableOptions {
  readonly cron: string;
  /** As the IANA names it. */
  readonly timeZone: string;
  /** The most by which a start is put off, in seconds. The same slot and seed are put off alike. */
  readonly jitterSeconds: number;
  readonly jitterSeed: string;
}

/** @throws {TypeError | RangeError} the pattern is none. It and the time zone are checked where they are read. */
export function timetable({ cron, timeZone, jitterSeconds, jitterSeed }: TimetableOptions): Timetable {
  const pattern = new Cron(cron, { ...CRON_DIALECT, timezone: timeZone });
  const next = (after: Date): Date | undefined => pattern.nextRun(after) ?? undefined;
  return {
    next,
    // What is earlier than a reference is asked for, and the moment itself is one of them.
    latest: (at) => pattern.previousRuns(1, new Date(at.getTime() + 1))[0],
    startOf: (moment) => {
      if (jitterSeconds === 0) return moment;
      const following = next(moment);
      const gapMs = following === undefined ? Number.POSITIVE_INFINITY : following.getTime() - moment.getTime();
      const spreadMs = Math.min(jitterSeconds * 1000, gapMs);
      return new Date(moment.getTime() + Math.floor(fractionOf(`${jitterSeed}\n${slotOf(moment)}`) * spreadMs));
    },
  };
}

/** A number from 0 to below 1 that a text always has, and that says nothing of it. */
function fractionOf(text: string): number {
  return createHash("sha256").update(text).digest().readUIntBE(0, 6) / 2 ** 48;
}
