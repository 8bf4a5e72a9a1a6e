import { counted } from "../run/counted.ts";
import type { Decision } from "./decide-slot.ts";
import { meaningOf, type Standing } from "./standing.ts";

/** A run that begins by so much later than it should was missed. */
const LATE_MS = 60_000;

/** That a wait begins, and for what. */
export function nextLine(slot: string, moment: Date, startsAt: Date, timeZone: string): string {
  const putOffSeconds = Math.round((startsAt.getTime() - moment.getTime()) / 1000);
  const jitter = putOffSeconds === 0 ? "" : `, put off by ${counted(putOffSeconds, "second")}`;
  return `Next slot ${slot} (${localTime(moment, timeZone)} ${timeZone})${jitter}`;
}

/** That the slot that finished last cannot be told yet, and why. */
export function unknownLine(why: string): string {
  return `Which slot finished last is not known yet, and is asked again every minute; the next slot is run all the same. ${why}`;
}

/** That a run begins, and what was missed. */
export function beginLine({ startsAt, skipped }: Extract<Decision, { kind: "run" }>, slot: string, at: Date): string {
  const lateMs = at.getTime() - startsAt.getTime();
  const late = lateMs < LATE_MS ? "" : `, missed and ${counted(Math.floor(lateMs / 60_000), "minute")} late`;
  const count = counted(skipped.count, "slot");
  const before = skipped.count === 0 ? "" : `; ${skipped.isMore ? "more than " : ""}${count} before it skipped`;
  return `Slot ${slot} begins${late}${before}`;
}

/** How a run ended. */
export function endLine({ slot, startedAt, finishedAt, exitCode }: NonNullable<Standing["last"]>): string {
  const tookSeconds = Math.round((finishedAt.getTime() - startedAt.getTime()) / 1000);
  return `Slot ${slot} ended with ${exitCode} (${meaningOf(exitCode)}) after ${counted(tookSeconds, "second")}`;
}

/** As 2026-11-24 06:00:00, the form that Swedes write. */
function localTime(moment: Date, timeZone: string): string {
  return moment.toLocaleString("sv-SE", { timeZone });
}
