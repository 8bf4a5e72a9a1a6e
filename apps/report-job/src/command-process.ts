import { readFileSync } from "node:fs";
import { runProgram } from "./cli/run-program.ts";
import { EXIT_CODE } from "./exit-code.ts";
import { type LogFormat, logFormatOf } from "./observe/log-format.ts";
import { logWarnings } from "./observe/log-warnings.ts";
import { processObserver } from "./observe/process-observer.ts";
import { endingOf } from "./process/ending.ts";
import type { Io } from "./process/io.ts";
import { reportEnd } from "./process/report-end.ts";
import { resultOutput } from "./process/result-output.ts";
import { systemClock } from "./run/clock.ts";
import { isIdle } from "./run/idle-waits.ts";
import { keepYoungGenerationSmall } from "./run/small-young-generation.ts";
import { systemRepeat } from "./terminal/repeat.ts";

/**
 * Runs the command line of this process, and sets its exit code.
 *
 * @param othersHear is called as soon as signals are heard here.
 */
export async function commandProcess(runId: string, othersHear: () => void): Promise<void> {
  keepYoungGenerationSmall();
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  };

  const observer = processObserver({
    runId,
    stream: process.stderr,
    environment: process.env,
    times: { now: () => performance.now(), date: () => systemClock.now(), repeat: systemRepeat },
  });
  const logAs = async (format: LogFormat): Promise<void> => {
    await observer.logAs(format);
    if (format === "json") logWarnings(process, observer.log);
  };
  const { log } = observer;
  const say = (line: string): void => log.info(line.split("\n"));
  // Nobody is left who could be told.
  process.stderr.on("error", () => {});
  process.on("uncaughtException", (error) => process.exit(reportEnd(version, error, log)));
  await logAs(logFormatOf(process.argv.slice(2), process.env));

  let isOutputBroken = false;
  const unread = new AbortController();
  const out = resultOutput(
    process.stdout,
    (error) => {
      isOutputBroken = true;
      process.exitCode = EXIT_CODE.unavailable;
      log.error(`The results cannot be written to standard output: ${error.message}`, { code: "unavailable" });
    },
    () => unread.abort(),
  );
  const signals = endingOf(process, say, (exitCode) => process.exit(exitCode), isIdle);
  othersHear();
  const io: Io = {
    environment: process.env,
    stdin: process.stdin,
    out,
    say,
    runId,
    log,
    logAs,
    watch: observer.watch,
    progress: observer.progress,
    observe: observer.observe,
    clock: systemClock,
    signal: AbortSignal.any([signals, unread.signal]),
  };

  const exitCode = await runProgram(version, process.argv, io);
  process.exitCode = isOutputBroken ? EXIT_CODE.unavailable : exitCode;
}
