import { EXIT_CODE, type ExitCode } from "../exit-code.ts";
import type { Report } from "../report/report-schema.ts";

/**
 * complete only if the report is; unavailable where no scope got a single answer for its slot; partial otherwise. An
 * answer in which something was irregular is one, even if it named no file that could be read.
 */
export function exitCodeOf({
  slot,
  status,
  scopes,
  irregularities,
}: Pick<Report, "slot" | "status" | "scopes" | "irregularities">): ExitCode {
  if (status === "complete") return EXIT_CODE.complete;
  const isAnswered = scopes.some(
    ({ run, outcomes }) =>
      run?.slot === slot &&
      (run.status === "complete" ||
        irregularities.length > 0 ||
        outcomes.retrieved + outcomes.refused + outcomes.unanswered > 0),
  );
  return isAnswered ? EXIT_CODE.partial : EXIT_CODE.unavailable;
}
