import { OUTCOME_KINDS, type OutcomeCounts } from "@attached-files/core";
import { EXIT_CODE, type ExitCode } from "../exit-code.ts";
import type { PastJob, PublishedJob } from "../job/configured-job.ts";
import { shortText } from "../run/short-text.ts";
import { terminalText } from "../terminal/terminal-text.ts";

/** What an invocation answers. It can be the event of the next one, which then goes on with the same slot. */
export interface LambdaResult {
  readonly status: "complete" | "partial";
  readonly slot: string;
  /** 0 complete, 3 partial for want of time, 5 complete and a threshold is crossed. */
  readonly exitCode: ExitCode;
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

const LONGEST_REASON = 300;

export function lambdaResult({ report, folder, bucket }: PublishedJob, exitCode: ExitCode): LambdaResult {
  const { slot, totals, scopes, policy } = report;
  return {
    status: isPartial(exitCode) ? "partial" : "complete",
    slot,
    exitCode,
    goesOn: isPartial(exitCode),
    files: totals.references,
    outcomes: totals.outcomes,
    scopes: scopes.map(({ name, status, references, outcomes, run }) => ({
      scope: name,
      status,
      files: references,
      outcomes,
      calls: run?.slot === slot ? run.calls : 0,
    })),
    thresholds: (policy?.rules ?? []).filter(({ result }) => result === "crossed").map(({ name }) => name),
    report: { bucket: bucket ?? null, folder },
  };
}

/** What is answered of a slot that was complete before, and whose answers the state has not any more. */
export function pastResult({ slot, exitCode, runs, thresholds, bucket }: PastJob): LambdaResult {
  const outcomesOf = (counts: OutcomeCounts): OutcomeCounts => {
    const { retrieved, refused, unanswered, failed, carried, deferred } = counts;
    return { retrieved, refused, unanswered, failed, carried, deferred };
  };
  const sum = (kind: keyof OutcomeCounts): number => runs.reduce((total, { run }) => total + run[kind], 0);
  return {
    status: "complete",
    slot,
    exitCode,
    goesOn: false,
    files: runs.reduce((total, { run }) => total + run.references, 0),
    outcomes: Object.fromEntries(OUTCOME_KINDS.map((kind) => [kind, sum(kind)])) as unknown as OutcomeCounts,
    scopes: runs.map(({ scope, run }) => ({
      scope,
      status: "complete",
      files: run.references,
      outcomes: outcomesOf(run),
      calls: run.calls,
    })),
    thresholds,
    report: { bucket: bucket ?? null, folder: null },
  };
}

/** Whether time is all that was wanting: each scope that is not complete ended with its time box, and no call failed. */
export function isForTimeAlone({ report }: PublishedJob): boolean {
  return report.scopes
    .filter(({ status }) => status !== "complete")
    .every(({ run, outcomes }) => run?.slot === report.slot && run.troubleCode === "TimeBox" && outcomes.failed === 0);
}

/** Why a report is not complete, in a line. */
export function reasonsOf({ report }: PublishedJob): string {
  const reasons = report.whyNotComplete.map(({ scope, text }) => `${scope}: ${shortText(text, LONGEST_REASON)}`);
  return terminalText(reasons.join(" "));
}

function isPartial(exitCode: ExitCode): boolean {
  return exitCode === EXIT_CODE.partial;
}
