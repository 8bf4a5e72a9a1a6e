import { slotOf } from "../run/slot.ts";
import type { Timetable } from "./timetable.ts";

/** What has been decided so far. */
export interface Decided {
  /** Moments up to this one, and this one too, were run or skipped. */
  readonly until: Date;
  /** Slots that were begun. A clock that was turned back comes to their moments again, and they are not run again. */
  readonly begun: ReadonlySet<string>;
}

/** Moments that were passed over for a later one. */
export interface Skipped {
  readonly count: number;
  /** There were more: counting ended at the most that is worth it. */
  readonly isMore: boolean;
}

export type Decision =
  | { readonly kind: "run"; readonly moment: Date; readonly startsAt: Date; readonly skipped: Skipped }
  | { readonly kind: "wait"; readonly moment: Date; readonly startsAt: Date }
  /** The pattern comes no more. */
  | { readonly kind: "never" };

/** More is nothing that anybody would count, and takes time. */
const MOST_COUNTED = 1000;

/** What is to be done now: run the latest moment that has come, once, or wait for the next one. Never a queue. */
export function decideSlot(timetable: Timetable, { until, begun }: Decided, now: Date): Decision {
  const latest = timetable.latest(now);
  if (latest !== undefined && latest > until && !begun.has(slotOf(latest))) {
    const startsAt = timetable.startOf(latest);
    if (startsAt > now) return { kind: "wait", moment: latest, startsAt };
    return { kind: "run", moment: latest, startsAt, skipped: momentsBetween(timetable, until, latest, begun) };
  }
  let next = timetable.next(now);
  while (next !== undefined && begun.has(slotOf(next))) next = timetable.next(next);
  return next === undefined ? { kind: "never" } : { kind: "wait", moment: next, startsAt: timetable.startOf(next) };
}

function momentsBetween(timetable: Timetable, from: Date, to: Date, begun: ReadonlySet<string>): Skipped {
  let count = 0;
  for (let moment = timetable.next(from); moment !== undefined && moment < to; moment = timetable.next(moment)) {
    if (begun.has(slotOf(moment))) continue;
    if (count === MOST_COUNTED) return { count, isMore: true };
    count += 1;
  }
  return { count, isMore: false };
}
