import type { OutcomeCounts } from "@attached-files/core";

/**
 * What an invocation may ask for. Nothing is needed. A result can be the next event, and so can what AWS sends of a schedule without an
 * input: their other members are passed over, and any other is refused.
 */
export interface LambdaEvent {
  /** The scheduled moment that the run is for, as `2026-11-24T06:00:00Z`. @default what is not done yet, else now */
  readonly slot?: string;
  /** Whether every file is asked for, due or not. @default false */
  readonly full?: boolean;
}

/** What is used here of what Lambda hands a handler beside the event. */
export interface LambdaContext {
  readonly awsRequestId?: string;
  /** Milliseconds until Lambda ends the process. */
  getRemainingTimeInMillis(): number;
}

/** What an invocation answers. It can be the event of the next one, which then goes on with the same slot. */
export interface LambdaResult {
  readonly status: "complete" | "partial";
  readonly slot: string;
  /** 0 complete, 3 partial for want of time, 5 complete and a threshold is crossed; the others are thrown. */
  readonly exitCode: 0 | 1 | 2 | 3 | 4 | 5;
  /** Whether another invocation with this slot would go on with it. */
  readonly goesOn: boolean;
  /** Files that are known, and what was learned of them. */
  readonly files: number;
  readonly outcomes: OutcomeCounts;
  readonly scopes: readonly ScopeResult[];
  /** Names of the thresholds that are crossed. */
  readonly thresholds: readonly string[];
  /** Where the report is: in the bucket, if one is configured, and in /tmp, where it does not stay. */
  readonly report: {
    readonly bucket: string | null;
    /** null: of a slot that was complete before, and is not reported again, because later ones were answered. */
    readonly folder: string | null;
  };
}

export interface ScopeResult {
  readonly scope: string;
  readonly status: "complete" | "partial" | "no-data";
  readonly files: number;
  readonly outcomes: OutcomeCounts;
  /** Calls for metadata, of all invocations of the slot. */
  readonly calls: number;
}

/**
 * The handler of an AWS Lambda function that runs the job. What could not be done in time is a result, and the next invocation goes on.
 *
 * @param event a `LambdaEvent`; it is checked, whatever it is.
 * @throws {Error} named ConfigurationError, UnavailableError, PartialRunError or Defect.
 */
export declare const handler: (event: unknown, context: LambdaContext) => Promise<LambdaResult>;
