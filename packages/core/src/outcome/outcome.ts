import type { IncompleteAttachedFile } from "../attached-file/attached-file.ts";
import type { AttachedFileError } from "../attached-file/attached-file-error.ts";
import type { SourceErrorCode } from "../errors/source-error.ts";

/** What a run learned of a reference. Every reference of a run has exactly one. */
export type Outcome =
  | RetrievedOutcome
  | RefusedOutcome
  | UnansweredOutcome
  | FailedOutcome
  | { readonly kind: "carried"; readonly fileId: string }
  | { readonly kind: "deferred"; readonly fileId: string };

/** The file came back. */
export interface RetrievedOutcome {
  readonly kind: "retrieved";
  readonly fileId: string;
  readonly file: IncompleteAttachedFile;
}

/** The service answered with an entry in `Errors`. */
export interface RefusedOutcome {
  readonly kind: "refused";
  readonly fileId: string;
  readonly error: AttachedFileError;
}

/** The call succeeded, and the id stood in neither list. */
export interface UnansweredOutcome {
  readonly kind: "unanswered";
  readonly fileId: string;
}

/** No call succeeded; what the last one failed with. */
export interface FailedOutcome {
  readonly kind: "failed";
  readonly fileId: string;
  readonly code: SourceErrorCode;
  readonly message: string;
}

/** carried: not due, last known state kept. deferred: due, but the run ended first. */
export const OUTCOME_KINDS = ["retrieved", "refused", "unanswered", "failed", "carried", "deferred"] as const;

/** The name of an outcome: one of `OUTCOME_KINDS`. */
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** How many references of a run had each outcome. */
export type OutcomeCounts = Readonly<Record<OutcomeKind, number>>;

/** Law 1: references = retrieved + refused + unanswered + failed + carried + deferred. */
export function conserves(references: number, counts: OutcomeCounts): boolean {
  return OUTCOME_KINDS.reduce((sum, kind) => sum + counts[kind], 0) === references;
}

/** Whether a run has seen and asked everything that it should have; there is no 'probably'. */
export type RunStatus = "complete" | "partial";

/** Law 3: complete only if nothing is failed or deferred and discovery finished. */
export function runStatus(counts: OutcomeCounts, discoveryFinished: boolean): RunStatus {
  return discoveryFinished && counts.failed === 0 && counts.deferred === 0 ? "complete" : "partial";
}
