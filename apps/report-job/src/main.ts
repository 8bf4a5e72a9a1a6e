#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { endingOf } from "./cli/ending.ts";
import type { Io } from "./cli/io.ts";
import { progressFor } from "./cli/progress-for.ts";
import { resultOutput } from "./cli/result-output.ts";
import { runProgram } from "./cli/run-program.ts";
import { terminalLines } from "./cli/terminal-text.ts";
import { EXIT_CODE } from "./exit-code.ts";
import { systemClock } from "./run/clock.ts";

const say = (line: string): void => void process.stderr.write(`${terminalLines(line)}\n`);
// Nobody is left who could be told.
process.stderr.on("error", () => {});
let isOutputBroken = false;
const unread = new AbortController();
const out = resultOutput(
  process.stdout,
  (error) => {
    isOutputBroken = true;
    process.exitCode = EXIT_CODE.unavailable;
    say(`The results cannot be written to standard output: ${error.message}`);
  },
  () => unread.abort(),
);
const now = (): number => performance.now();
const io: Io = {
  environment: process.env,
  stdin: process.stdin,
  out,
  say,
  progress: progressFor(process.stderr, say, now),
  clock: systemClock,
  signal: AbortSignal.any([endingOf(process, say, (exitCode) => process.exit(exitCode)), unread.signal]),
};

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

const exitCode = await runProgram(version, process.argv, io);
process.exitCode = isOutputBroken ? EXIT_CODE.unavailable : exitCode;
