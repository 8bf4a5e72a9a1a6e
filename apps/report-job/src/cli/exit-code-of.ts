import { EXIT_CODE, type ExitCode } from "../exit-code.ts";
import type { Report } from "../report/report-schema.ts";

/** complete only if the report is; unavailable where no scope got a single answer for its slot; partial otherwise. */
export function exitCodeOf({ slot, status, scopes }: Pick<Report, "slot" | "status" | "scopes">): ExitCode {
  if (status === "complete") return EXIT_CODE.complete;
  const isAnswered = scopes.some(
    ({ run, outcomes }) =>
      run?.slot === slot &&
      (run.status === "complete" || outcomes.retrieved + outcomes.refused + outcomes.unanswered > 0),
  );
  return isAnswered ? EXIT_CODE.partial : EXIT_CODE.unavailable;
}
