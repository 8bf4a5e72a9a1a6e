import { type ExitCode, JobError } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import { reportEnd } from "../process/report-end.ts";
import type { Progress } from "../run/progress.ts";

/**
 * One run of many in a process that stays. What would have ended the process of a single run is told, and is its exit code:
 * wrong configuration may be mended and a source may come back before the next slot, and a defect of one need not be met again.
 */
export async function scheduledRun(run: (io: Io) => Promise<ExitCode>, io: Io): Promise<ExitCode> {
  const { progress, endOpenStep } = watchedProgress(io.progress);
  try {
    return await run({ ...io, progress });
  } catch (error) {
    endOpenStep();
    const exitCode = reportEnd(undefined, error, io.log);
    if (!(error instanceof JobError)) io.say("The schedule goes on.");
    return exitCode;
  } finally {
    endOpenStep();
  }
}

/** A run that ends in the middle of a step leaves it open, and its lines would go on for as long as the process. */
function watchedProgress(progress: Progress): { readonly progress: Progress; readonly endOpenStep: () => void } {
  let isOpen = false;
  return {
    progress: {
      begin: (...step) => {
        isOpen = true;
        progress.begin(...step);
      },
      advance: (...amount) => progress.advance(...amount),
      end: (summary) => {
        isOpen = false;
        progress.end(summary);
      },
      say: (...line) => progress.say(...line),
    },
    endOpenStep: () => {
      if (isOpen) progress.end("left");
      isOpen = false;
    },
  };
}
