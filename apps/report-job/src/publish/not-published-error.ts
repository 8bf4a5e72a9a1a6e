import type { ExitCode } from "../exit-code.ts";
import type { TroubleMessage } from "../notify/trouble.ts";
import type { PublishedReport } from "../report/write-report.ts";
import { BucketError } from "./bucket-error.ts";

/** A report that stands in its folder, and what is known of it. */
interface UnpublishedReport {
  readonly published: PublishedReport;
  /** What the command would have ended with, had the report got to its bucket. */
  readonly answered: ExitCode;
  /** What kept scopes from running. */
  readonly troubles: readonly TroubleMessage[];
}

/** A report stands in its folder, and could not be brought to its bucket: people are to hear what it says all the same. */
export class NotPublishedError extends BucketError {
  readonly report: UnpublishedReport;

  constructor({ code, place, message, cause, section }: BucketError, report: UnpublishedReport) {
    super(code, place, message, cause, section);
    this.report = report;
  }
}
