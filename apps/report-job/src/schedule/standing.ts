import { EXIT_CODE, type ExitCode } from "../exit-code.ts";

/** Where the schedule stands. */
export interface Standing {
  readonly state: "waiting" | "running";
  /** The slot that is being run. */
  readonly current: { readonly slot: string; readonly startedAt: Date } | undefined;
  /** The first slot that was not begun; it is overdue if its start has passed. */
  readonly next: { readonly slot: string; readonly startsAt: Date } | undefined;
  /** The slot that this process ran last. */
  readonly last:
    | {
        readonly slot: string;
        readonly startedAt: Date;
        readonly finishedAt: Date;
        readonly exitCode: ExitCode;
      }
    | undefined;
  /** Slots that this process passed over for a later one. */
  readonly skippedSlots: number;
}

/** Before anything was decided. */
export const BEGINNING: Standing = {
  state: "waiting",
  current: undefined,
  next: undefined,
  last: undefined,
  skippedSlots: 0,
};

/** What the health endpoint answers, in JSON. Times are in UTC. */
export interface Health {
  readonly status: "healthy" | "unhealthy";
  /** Why it is unhealthy, in sentences. */
  readonly reasons: readonly string[];
  readonly now: string;
  readonly state: Standing["state"];
  readonly current: { readonly slot: string; readonly startedAt: string } | null;
  readonly next: { readonly slot: string; readonly startsAt: string } | null;
  readonly last: {
    readonly slot: string;
    readonly startedAt: string;
    readonly finishedAt: string;
    readonly exitCode: ExitCode;
    readonly meaning: string;
  } | null;
  readonly skippedSlots: number;
}

/** A partial answer is an answer, and its report says what it lacks; these are none. */
const TROUBLE: ReadonlySet<ExitCode> = new Set([EXIT_CODE.defect, EXIT_CODE.usage, EXIT_CODE.unavailable]);

const MEANINGS: Readonly<Record<ExitCode, string>> = {
  0: "complete",
  1: "a defect",
  2: "wrong configuration",
  3: "partial",
  4: "nothing was answered",
  5: "complete, a threshold was crossed",
};

/** An exit code in words. */
export function meaningOf(exitCode: ExitCode): string {
  return MEANINGS[exitCode];
}

/**
 * Whether somebody should look: the last run had no answer, or a slot is late by more than the grace, be it that the run
 * before it takes too long.
 */
export function healthOf(standing: Standing, now: Date, graceSeconds: number): Health {
  const { state, current, next, last, skippedSlots } = standing;
  const reasons: string[] = [];
  if (last !== undefined && TROUBLE.has(last.exitCode)) {
    reasons.push(`Slot ${last.slot} ended with ${last.exitCode} (${meaningOf(last.exitCode)}).`);
  }
  if (next !== undefined && now.getTime() - next.startsAt.getTime() > graceSeconds * 1000) {
    reasons.push(`Slot ${next.slot} is overdue by more than ${graceSeconds} s.`);
  }
  return {
    status: reasons.length === 0 ? "healthy" : "unhealthy",
    reasons,
    now: now.toISOString(),
    state,
    current: current === undefined ? null : { slot: current.slot, startedAt: current.startedAt.toISOString() },
    next: next === undefined ? null : { slot: next.slot, startsAt: next.startsAt.toISOString() },
    last:
      last === undefined
        ? null
        : {
            slot: last.slot,
            startedAt: last.startedAt.toISOString(),
            finishedAt: last.finishedAt.toISOString(),
            exitCode: last.exitCode,
            meaning: meaningOf(last.exitCode),
          },
    skippedSlots,
  };
}
