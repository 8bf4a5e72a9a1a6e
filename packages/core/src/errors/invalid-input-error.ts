import { describeIssue, type Issue } from "../validation/result.ts";

/** Input that was refused before any call was made. Carries every issue. */
export class InvalidInputError extends Error {
  override readonly name = "InvalidInputError";
  readonly code = "InvalidInput";
  readonly retryable = false;
  readonly issues: readonly Issue[];

  constructor(what: string, issues: readonly Issue[]) {
    super([`${what}:`, ...issues.map((issue) => `  ${describeIssue(issue)}`)].join("\n"));
    this.issues = issues;
  }
}
