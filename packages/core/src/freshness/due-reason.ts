import { type FileStatus, isTerminalFileStatus } from "../attached-file/file-status.ts";
import type { OutcomeKind } from "../outcome/outcome.ts";
import { recheckDue } from "./recheck-due.ts";

/**
 * Why a reference is to be asked for, the most valuable first. new: never answered. unsettled: the last answer can change
 * by itself (PROCESSING, an unknown status or none, refused, unanswered). failed: failed or deferred last time. missing: a
 * full sweep did not name it. recheck: past the recheck age. full: none of these, and all are asked for.
 */
export const DUE_REASONS = ["new", "unsettled", "failed", "missing", "recheck", "full"] as const;

/** Why a reference is due: one of `DUE_REASONS`. */
export type DueReason = (typeof DUE_REASONS)[number];

/** What is remembered of a reference, and what is asked of this run. */
export interface Freshness {
  /** The last outcome other than carried; undefined where there has been none. */
  readonly answered: Exclude<OutcomeKind, "carried"> | undefined;
  /** The last status that is known; undefined where there is none. */
  readonly fileStatus: FileStatus | undefined;
  /** When it was last retrieved, refused or unanswered; undefined where it never was. */
  readonly checkedAt: Date | undefined;
  /** Whether the last full sweep that finished since `checkedAt` named it; true where none has finished since. */
  readonly isNamedBySweep: boolean;
  readonly now: Date;
  /** How old an answer may get, in whole seconds, as `recheckDue` takes it. */
  readonly recheckAfterSeconds: number;
  /** The place of its turn, as `recheckDue` takes it. */
  readonly fraction: number;
  /** Whether all are asked for, due or not. */
  readonly full: boolean;
}

/**
 * Why a reference is due, or undefined where it is not. The first line that holds:
 *
 * | answered                | checkedAt | fileStatus            | and                               | reason    |
 * | ----------------------- | --------- | --------------------- | --------------------------------- | --------- |
 * | undefined               |           |                       |                                   | new       |
 * | deferred                | undefined |                       |                                   | new       |
 * | refused, unanswered     |           |                       |                                   | unsettled |
 * | retrieved, deferred     |           | not terminal, or none |                                   | unsettled |
 * | failed, deferred        |           |                       |                                   | failed    |
 * | retrieved               |           | terminal              | not `isNamedBySweep`              | missing   |
 * | retrieved               | undefined | terminal              |                                   | recheck   |
 * | retrieved               |           | terminal              | `recheckDue`                      | recheck   |
 * | retrieved               |           | terminal              | `full`                            | full      |
 * | retrieved               |           | terminal              |                                   | undefined |
 *
 * One that was deferred is due for the reason that it had, if it has one of its own: nobody asked. One that failed was asked
 * in vain, and is not new, though it was never answered: what cannot be answered would else stand before all that can.
 *
 * @throws {InvalidInputError} where `recheckDue` decides, and refuses a date or number.
 */
export function dueReason(it: Freshness): DueReason | undefined {
  const { answered, fileStatus, checkedAt, isNamedBySweep, now, recheckAfterSeconds, fraction, full } = it;
  if (answered === undefined) return "new";
  if (answered === "deferred" && checkedAt === undefined) return "new";
  if (answered === "failed") return "failed";
  const isTerminal = fileStatus !== undefined && isTerminalFileStatus(fileStatus);
  if (answered === "refused" || answered === "unanswered" || !isTerminal) return "unsettled";
  if (answered === "deferred") return "failed";
  if (!isNamedBySweep) return "missing";
  if (checkedAt === undefined || recheckDue({ checkedAt, now, recheckAfterSeconds, fraction })) return "recheck";
  return full ? "full" : undefined;
}
