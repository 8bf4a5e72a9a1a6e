#!/usr/bin/env node
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { CommanderError } from "commander";
import { endingOf } from "./cli/ending.ts";
import type { Io } from "./cli/io.ts";
import { createProgram } from "./cli/program.ts";
import { systemRepeat } from "./cli/repeat.ts";
import { resultOutput } from "./cli/result-output.ts";
import { EXIT_CODE, JobError } from "./exit-code.ts";
import { type LogFormat, logFormatOf } from "./observe/log-format.ts";
import { processObserver } from "./observe/process-observer.ts";
import { systemClock } from "./run/clock.ts";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

const runId = randomUUID();
const observer = processObserver({
  version,
  runId,
  stream: process.stderr,
  environment: process.env,
  times: { now: () => performance.now(), date: () => systemClock.now(), repeat: systemRepeat },
});
const logAs = async (format: LogFormat): Promise<void> => {
  await observer.logAs(format);
  if (format === "json") logWarnings();
};
const { log } = observer;
const say = (line: string): void => log.info(line.split("\n"));
// Nobody is left who could be told.
process.stderr.on("error", () => {});
process.on("uncaughtException", (error) => process.exit(report(error)));
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
const io: Io = {
  environment: process.env,
  stdin: process.stdin,
  out,
  say,
  runId,
  log,
  logAs,
  progress: observer.progress,
  observe: observer.observe,
  clock: systemClock,
  signal: AbortSignal.any([endingOf(process, say, (exitCode) => process.exit(exitCode)), unread.signal]),
};

try {
  const program = createProgram(version, io, (exitCode) => {
    process.exitCode = isOutputBroken ? EXIT_CODE.unavailable : exitCode;
  });
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODE.complete : EXIT_CODE.usage;
  if (error instanceof JobError) {
    log.error(error.message.split("\n"), { code: error.code, exitCode: error.exitCode });
    return error.exitCode;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log.error(`A defect in attached-files ${version}: ${text}`.split("\n"), {
    code: "defect",
    exitCode: EXIT_CODE.defect,
  });
  return EXIT_CODE.defect;
}

/** What Node.js itself has to say is a line like every other. */
function logWarnings(): void {
  process.removeAllListeners("warning");
  process.on("warning", ({ name, message }) => log.warn(`${name}: ${message}`, { event: "warning" }));
}
