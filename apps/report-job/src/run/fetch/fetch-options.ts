import type { MetadataRequest, SourceErrorCode } from "@attached-files/core";
import type { PacerGauge } from "../../pacing/pacer-gauge.ts";
import type { CallResult } from "../fetch-outcomes.ts";
import type { EndSignals } from "./ending.ts";

/** What calls have cost of the quota. */
export interface CallCost {
  /** Requests that were sent, retries among them, as far as a gauge tells; else calls. */
  readonly attempts: number;
  /** Those of them that were not the first one of their call. */
  readonly retries: number;
  readonly throttles: number;
  /** Milliseconds that they waited for the quota. */
  readonly waitedMs: number;
}

/** A call as it is recorded. */
export interface RecordedCall extends CallResult {
  /** What was spent since the last one was recorded: right in sum, not for each of several calls at once. */
  readonly spent: CallCost;
}

/** @typeParam T a request, with members of the caller's own. */
export interface FetchOptions<T extends MetadataRequest = MetadataRequest> extends EndSignals {
  /** So many failures in a row, those of probes among them, end it early. From 1. */
  readonly stopAfterFailures: number;
  /** Of the pacer that the source asks; without it, nothing is taken to be paced. */
  readonly gauge?: PacerGauge;
  /** Told of every recorded call: how many files now have their outcome, and whether one of them was answered. */
  readonly onCall?: (files: number, isAnswered: boolean) => void;
  /**
   * What is written to the journal for a call, as one unit. `request` has at least every id that an outcome names. Calls
   * that told of no file (what is refused is asked for in parts, what failed is asked for again) have no outcomes.
   */
  readonly rowsOf: (request: T, result: RecordedCall, checkedAt: Date) => string;
  /**
   * The part of a request that asks for some of its ids, for requests with members that go with the ids.
   *
   * @default the same request with these ids
   */
  readonly part?: (request: T, fileIds: readonly string[]) => T;
}

export interface FetchEnd {
  /** Set where calls were given up: the code of the error that did it. */
  readonly gaveUp?: SourceErrorCode;
  /** Set where calls were given up: 'gave up after …'. */
  readonly gaveUpBecause?: string;
  /** Whether it was asked to end before every request was begun. */
  readonly isStopped: boolean;
  /** What was spent since the last call was recorded: by calls that were let go. */
  readonly spent: CallCost;
  /** Files about which no call succeeded, by the code of the error, and what the first of each said. */
  readonly failed: ReadonlyMap<SourceErrorCode, { readonly files: number; readonly message: string }>;
}
