import { Readable } from "node:stream";
import type { ProcessObserver } from "../observe/process-observer.ts";
import type { Io } from "../process/io.ts";
import { systemClock } from "../run/clock.ts";
import type { LambdaProcess } from "./lambda-context.ts";

/**
 * What a job sees of an invocation.
 *
 * @param said gets every line that is said of the work.
 */
export function lambdaIo(of: LambdaProcess, observer: ProcessObserver, signal: AbortSignal, said: string[]): Io {
  const { log, progress, logAs, runId, watch, observe: observeRun } = observer;
  const say: Io["progress"]["say"] = (line, ...more) => {
    said.push(line);
    progress.say(line, ...more);
  };
  return {
    environment: of.environment,
    stdin: Readable.from([]),
    out: (text) => log.info(text.trimEnd().split("\n")),
    say: (line) => log.info(line.split("\n")),
    runId,
    log,
    logAs,
    watch,
    progress: { ...progress, say },
    observe: observeRun,
    clock: systemClock,
    signal,
  };
}
