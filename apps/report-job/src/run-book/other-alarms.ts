import { EXIT_CODE } from "../exit-code.ts";
import { ENDED_AT_ONCE_SECTION } from "./process-end.ts";
import { exitCodeSection } from "./section-ids.ts";

/** What whoever an alarm wakes has to know of it. */
export interface AlarmMeaning {
  readonly means: string;
  /** Sections of this book, by their ids, the likeliest first. */
  readonly see: readonly string[];
}

const FAILED = exitCodeSection(EXIT_CODE.defect);
const MISUSED = exitCodeSection(EXIT_CODE.usage);
const PARTIAL = exitCodeSection(EXIT_CODE.partial);
const UNAVAILABLE = exitCodeSection(EXIT_CODE.unavailable);
const CROSSED = exitCodeSection(EXIT_CODE.thresholdCrossed);
const NO_RUN = "trouble-no-run";

/** The alarms that a page of docs/deploy makes and this book has no definition of, and those of deploy/cdk, by their names. */
export const OTHER_ALARMS: Readonly<Record<string, AlarmMeaning>> = {
  "attached-files-invocation-failed": {
    means:
      "An invocation of the Lambda function failed, or was ended before it could say how (time, memory). Its log has the exit code.",
    see: [UNAVAILABLE, PARTIAL, MISUSED, FAILED, ENDED_AT_ONCE_SECTION],
  },
  "attached-files-missing": { means: "The Lambda function was not invoked for 26 hours.", see: [NO_RUN] },
  RunMissing: {
    means: "No run has ended for the hours that silentHours says, or none yet since the stack was deployed.",
    see: [NO_RUN],
  },
  RunFailed: { means: "The run failed (exit code 1, 2 or 4).", see: [UNAVAILABLE, MISUSED, FAILED] },
  RunPartial: { means: "The report is partial (exit code 3), and says of what.", see: [PARTIAL] },
  PolicyCrossed: {
    means: "The report is complete, and a threshold of the policy is crossed (exit code 5).",
    see: [CROSSED],
  },
  NotStarted: {
    means:
      "The scheduler could not start a run. The alarm stands until its letter is removed from the queue DeadLetters, where it says why.",
    see: [NO_RUN],
  },
  RunKilled: {
    means: "An invocation of the Lambda function was ended before it could say how (time, memory), or failed.",
    see: [ENDED_AT_ONCE_SECTION, UNAVAILABLE, PARTIAL, MISUSED, FAILED],
  },
  GivenUp: {
    means:
      "Both attempts at an event failed, and nobody tries again. The alarm stands until its letter is removed from the queue FailedEvents.",
    see: [UNAVAILABLE, PARTIAL, MISUSED, FAILED, ENDED_AT_ONCE_SECTION],
  },
};
