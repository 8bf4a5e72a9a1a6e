import { JobError } from "../../exit-code.ts";
import { checkReportPlace } from "../../report/publish/report-place.ts";
import { slotOf } from "../../run/slot.ts";
import { type Finding, failed, passed } from "../finding.ts";

/** Whether a report can be written. Makes nothing. */
export async function reportFolderFinding(folder: string, now: Date): Promise<Finding> {
  const subject = { check: "report-folder" } as const;
  try {
    await checkReportPlace(folder, slotOf(now));
    return passed(subject, `${folder} can be written`);
  } catch (error) {
    if (!(error instanceof JobError)) throw error;
    return failed(subject, error.message, "Then check again.", "usage");
  }
}
