import type { OutcomeKind, RunStatus, SourceErrorCode } from "@attached-files/core";
import type { PacerCounts } from "./rate-gauge.ts";

/** A call that ended, retries and waits included. */
export interface MeteredCall {
  readonly operation: string;
  /** From the call to its answer, in milliseconds. */
  readonly durationMs: number;
  /** Why it did not succeed; undefined where it did. */
  readonly errorCode: SourceErrorCode | undefined;
}

/** A run that ended. */
export interface MeteredRun {
  readonly status: RunStatus;
  readonly durationMs: number;
}

/** Counts what the runs of one scope do, for whoever collects metrics. What each number means: `METRICS`. */
export interface Meters {
  /** An attempt was let go. */
  request(operation: string, waitedMs: number): void;
  /** An attempt was throttled. */
  throttle(operation: string): void;
  /** A call attempts again what it attempted before. */
  retry(operation: string): void;
  call(call: MeteredCall): void;
  /** A search found so many files; one that it names again is counted again. */
  discovered(files: number): void;
  /** So many files had these outcomes. Each file of a run is told once. */
  outcomes(counts: Partial<Readonly<Record<OutcomeKind, number>>>): void;
  /** So many files are due, by the reason for it, each a word of ours. */
  due(counts: Readonly<Record<string, number>>): void;
  /** Watches what a pacer allows for an operation, whenever metrics are read, until what it answers is called. */
  watchPacer(operation: string, counts: () => PacerCounts): () => void;
  runEnded(run: MeteredRun): void;
}

/** Where nobody counts. */
export const NO_METERS: Meters = {
  request: () => {},
  throttle: () => {},
  retry: () => {},
  call: () => {},
  discovered: () => {},
  outcomes: () => {},
  due: () => {},
  watchPacer: () => () => {},
  runEnded: () => {},
};
