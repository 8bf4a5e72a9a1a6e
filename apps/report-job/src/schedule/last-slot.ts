import { JobError } from "../exit-code.ts";
import { momentOf, slotOf } from "../run/slot.ts";
import type { Decided } from "./decide-slot.ts";

/** The newest slot that the state knows to have finished. */
export interface LastSlot {
  readonly slot: string;
  /** A run that finished and was not published is not at its end: its slot is run again. */
  readonly isPublished: boolean;
}

/**
 * What was decided before this process began, by the slot that finished last. Where that says nothing of moments, none
 * counts as missed.
 *
 * @param onUnknown told why it cannot be told yet.
 * @param now what counts as decided where nothing else is known.
 * @returns nothing where it cannot be told yet, because another process has the state.
 */
export async function decidedBefore(
  lastSlot: () => Promise<LastSlot | undefined>,
  now: Date,
  say: (line: string) => void,
  onUnknown: (why: JobError) => void,
): Promise<Decided | undefined> {
  let last: LastSlot | undefined;
  try {
    last = await lastSlot();
  } catch (error) {
    if (!(error instanceof JobError) || error.code !== "unavailable") throw error;
    onUnknown(error);
    return undefined;
  }
  const nothing: Decided = { until: now, begun: new Set() };
  if (last === undefined) {
    say("No slot has finished yet, so none counts as missed.");
    return nothing;
  }
  const moment = momentOf(last.slot);
  if (moment === undefined) {
    say(`The slot that finished last, ${last.slot}, is named after no moment, so none counts as missed.`);
    return nothing;
  }
  if (!last.isPublished) return { until: new Date(moment.getTime() - 1), begun: new Set() };
  const begun = new Set([slotOf(moment)]);
  if (moment <= now) return { until: moment, begun };
  say(`The slot that finished last, ${last.slot}, is ahead of the clock, so none counts as missed.`);
  return { until: now, begun };
}
