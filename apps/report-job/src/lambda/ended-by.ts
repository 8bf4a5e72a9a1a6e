import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import { aboutOf } from "../observe/telemetry/run-context.ts";
import { endSection, exitCodeSection } from "../run-book/section-ids.ts";

/** What ended an invocation early, as it is logged and thrown. */
export interface EndedBy {
  readonly exitCode: ExitCode;
  readonly code: string;
  /** The section of the run book about it. */
  readonly runBook: string;
  /** May hold secrets. */
  readonly text: string;
}

/** Reads what was thrown. Nobody asks an invocation to end but its own time, and no command goes on: the next event does. */
export function endedBy(error: unknown): EndedBy {
  if (!(error instanceof JobError)) {
    const runBook = exitCodeSection(EXIT_CODE.defect);
    return { exitCode: EXIT_CODE.defect, code: "defect", runBook, text: String((error as Error).stack ?? error) };
  }
  const { exitCode, code, message } = error;
  return {
    exitCode,
    code,
    runBook: endSection(error),
    text: code === "interrupted" ? outOfTime(aboutOf(error).slot) : message,
  };
}

function outOfTime(slot: string | undefined): string {
  const event = slot === undefined ? "the same event" : JSON.stringify({ slot });
  return `The invocation's time ended; invoke again with ${event}. It goes on from what the bucket holds of the state, and publishes the report: the one of this invocation is not published, and what is in /tmp alone may be gone by then.`;
}
