#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { CommanderError } from "commander";
import type { Io } from "./cli/io.ts";
import { createProgram } from "./cli/program.ts";
import { progressFor } from "./cli/progress-for.ts";
import { terminalLines } from "./cli/terminal-text.ts";
import { EXIT_CODE, JobError } from "./exit-code.ts";
import { systemClock } from "./run/clock.ts";

const ending = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // The first asks for an orderly end; a second one is the default again, and kills.
  process.once(signal, () => ending.abort());
}
// A reader that has gone away (| head) is no defect.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const say = (line: string): void => void process.stderr.write(`${terminalLines(line)}\n`);
const now = (): number => performance.now();
const io: Io = {
  environment: process.env,
  stdin: process.stdin,
  out: (text) => void process.stdout.write(text),
  say,
  progress: progressFor(process.stderr, say, now),
  clock: systemClock,
  signal: ending.signal,
};

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
  version: string;
};

try {
  const program = createProgram(version, io, (exitCode) => {
    process.exitCode = exitCode;
  });
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODE.complete : EXIT_CODE.usage;
  if (error instanceof JobError) {
    say(error.message);
    return error.exitCode;
  }
  say(
    `A defect in attached-files ${version}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  return EXIT_CODE.defect;
}
