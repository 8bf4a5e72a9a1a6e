import type { Pacer } from "@attached-files/core";

/** What a pacer has counted of one operation, and what it allows now. */
export interface PacingFigures {
  /** Attempts that were let through; retries are attempts too. */
  readonly attempts: number;
  /** Those of them that were not the first one of their call. */
  readonly retries: number;
  /** Attempts that the service throttled. */
  readonly throttles: number;
  /** Milliseconds that all attempts together have waited. */
  readonly waitedMs: number;
  /** How many wait now. */
  readonly waiting: number;
  /** What is sent at most now: after throttles less than what is configured. */
  readonly requestsPerSecond: number | "unlimited";
  /** The job's share of the quota. */
  readonly configuredRequestsPerSecond: number | "unlimited";
}

/** Tells what a pacer has done, for whoever records, shows or reckons by it. */
export interface PacerGauge {
  /** The figures of one operation, since the pacer was made. */
  figures(operation: string): PacingFigures;
  /** The operations that were asked for so far. */
  operations(): readonly string[];
  /** Calls `listener` whenever somebody begins or ends to wait. Ends with the function that comes back. */
  onChange(listener: () => void): () => void;
}

/** A pacer that can be read. */
export type GaugedPacer = Pacer & PacerGauge;
