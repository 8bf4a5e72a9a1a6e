import { PassThrough, Readable } from "node:stream";
import { runProgram } from "../src/cli/run-program.ts";
import { processObserver } from "../src/observe/process-observer.ts";
import { systemClock } from "../src/run/clock.ts";
import { systemRepeat } from "../src/terminal/repeat.ts";
import { type Ended, ISOLATED } from "./attached-files-process.ts";

/**
 * Runs the command line to its end in this process, from its sources: all of it but main.ts, and without the time that a
 * process takes to start. The AWS SDK finds the given environment and none of the machine's.
 */
export async function runHere(
  args: readonly string[],
  options: {
    env?: Readonly<Record<string, string>>;
    input?: string | Buffer;
    /** Whether standard error is a terminal, 80 columns wide. @default false */
    isWatched?: boolean;
    /** Takes lines of JSON, which go to the process's own standard error without it. */
    json?: { write(line: string): unknown };
  } = {},
): Promise<Ended> {
  const environment = { ...ISOLATED, ...options.env };
  let stdout = "";
  let stderr = "";
  const stream = Object.assign(new PassThrough(), options.isWatched === true ? { isTTY: true, columns: 80 } : {});
  stream.on("data", (text: Buffer) => {
    stderr += text.toString("utf8");
  });
  const times = { now: () => performance.now(), date: () => new Date(), repeat: systemRepeat };
  const { progress, log, runId, logAs, watch, observe } = processObserver({
    runId: "test",
    stream,
    environment,
    times,
    ...(options.json === undefined ? {} : { json: options.json as never }),
  });
  const machine = { ...process.env };
  replaceEnvironment(environment);
  try {
    const exitCode = await runProgram("0.0.0", ["node", "attached-files", ...args], {
      environment,
      stdin: Readable.from([Buffer.from(options.input ?? "")]),
      out: (text) => {
        stdout += text;
      },
      say: (line) => log.info(line.split("\n")),
      progress,
      log,
      runId,
      logAs,
      watch,
      observe,
      clock: systemClock,
      signal: new AbortController().signal,
    });
    return { exitCode, stdout, stderr };
  } finally {
    replaceEnvironment(machine);
  }
}

function replaceEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
}
