/** What is left to the end of the run's own time box: for the report, its publication, and the state. */
const [PART, LEAST_MS, MOST_MS, MOST_PART] = [0.05, 10_000, 60_000, 0.25];

export interface TimeLeft {
  /** How long the run may take, in milliseconds; of that it keeps a part for its report. */
  readonly boxMs: number;
  /** When what is under way is broken off, so that at least the state gets to the bucket. */
  readonly breakOffMs: number;
  /** How long another holder of a scope's lease is waited for. */
  readonly waitMs: number;
  /** How long all scopes together wait for theirs. */
  readonly allWaitsMs: number;
}

/** Shares out what Lambda leaves. @param remainingMs until it ends the process. */
export function timeLeft(remainingMs: number, leaseSeconds: number): TimeLeft {
  const marginMs = Math.min(Math.max(remainingMs * PART, LEAST_MS), MOST_MS, remainingMs * MOST_PART);
  return {
    boxMs: remainingMs - marginMs,
    breakOffMs: remainingMs - marginMs / 2,
    // An invocation that was killed leaves a lease, which ends by itself.
    waitMs: Math.min((leaseSeconds + 5) * 1000, remainingMs / 3),
    allWaitsMs: remainingMs / 3,
  };
}

/** How long it may be tried anew to tell people of an invocation that cannot begin: Lambda is to hear of it as well. */
export function tellingMs(remainingMs: number): number {
  return Math.max(1, Math.floor(remainingMs / 2));
}

/** What is kept for the answer when all else is done. */
const LAST_MS = 500;

/** How long the delivery of what was measured may take at the end. @param remainingMs until Lambda ends the process. */
export function deliveryMs(remainingMs: number): number {
  return Math.max(0, remainingMs - LAST_MS);
}
