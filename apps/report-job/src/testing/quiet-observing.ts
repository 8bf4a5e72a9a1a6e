import { Log } from "../observe/log.ts";
import { NO_METERS } from "../observe/meters.ts";
import type { Io } from "../process/io.ts";
import type { Progress } from "../run/progress.ts";

/** The part of a process that observes, where nobody looks but at the progress. */
export function quietObserving(
  progress: Progress,
): Pick<Io, "progress" | "log" | "runId" | "logAs" | "watch" | "observe"> {
  const log = new Log(() => {});
  return {
    progress,
    log,
    runId: "00000000-0000-4000-8000-000000000000",
    logAs: async () => {},
    watch: async () => {},
    observe: async () => ({ progress, log, meters: NO_METERS }),
  };
}
