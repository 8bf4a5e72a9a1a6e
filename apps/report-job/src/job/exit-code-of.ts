import { isAtLeast } from "@attached-files/core";
import { EXIT_CODE, type ExitCode } from "../exit-code.ts";
import type { Report } from "../report/report-schema.ts";

/**
 * complete only if the report is, and thresholdCrossed where one of a warning or more is crossed in it; unavailable where no scope got a single answer for its slot; partial otherwise. An
 * answer in which something was irregular is one, even if it named no file that could be read.
 */
export function exitCodeOf({
  slot,
  status,
  scopes,
  irregularities,
  policy,
}: Pick<Report, "slot" | "status" | "scopes" | "irregularities" | "policy">): ExitCode {
  if (status === "complete") {
    const worst = policy?.worst ?? null;
    return worst !== null && isAtLeast(worst, "warning") ? EXIT_CODE.thresholdCrossed : EXIT_CODE.complete;
  }
  const isAnswered = scopes.some(
    ({ run, outcomes }) =>
      run?.slot === slot &&
      (run.status === "complete" ||
        irregularities.length > 0 ||
        outcomes.retrieved + outcomes.refused + outcomes.unanswered > 0),
  );
  return isAnswered ? EXIT_CODE.partial : EXIT_CODE.unavailable;
}

/** As `exitCodeOf`, for the scopes of a configuration: a report that was kept may be older than one of them. */
export function exitCodeOfScopes(report: Report, scopes: readonly { readonly name: string }[]): ExitCode {
  const reported = new Set(report.scopes.map(({ name }) => name));
  const exitCode = exitCodeOf(report);
  const isWhole = scopes.every(({ name }) => reported.has(name));
  const isComplete = exitCode === EXIT_CODE.complete || exitCode === EXIT_CODE.thresholdCrossed;
  return isComplete && !isWhole ? EXIT_CODE.partial : exitCode;
}
