import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { type ComposeFakeOptions, composeFakeServer } from "../compose.ts";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import { outsideSentence } from "../run/outside-text.ts";

export interface FakeOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly seed: number;
  readonly cases: number;
  readonly state?: string;
  readonly quotas: "aws" | "none";
  readonly scanMs?: number;
  /** Files with lists in JSON. */
  readonly keys?: string;
  readonly faults?: string;
}

/** `attached-files fake`: serves the fake until the process is asked to end. One line of JSON says where. */
export async function fakeCommand(options: FakeOptions, io: Io): Promise<ExitCode> {
  const { port, host, seed, cases, quotas, state: stateFile, scanMs } = options;
  const server = await serve({
    ...{ port, host, seed, cases, quotas },
    onStateTrouble: (error) =>
      io.progress.say(`The state file cannot be written: ${outsideSentence(reasonOf(error))} Serving goes on.`),
    ...(stateFile === undefined ? {} : { stateFile }),
    ...(scanMs === undefined ? {} : { scanMs }),
    ...(options.keys === undefined ? {} : { credentials: await readList(options.keys, "--keys") }),
    ...(options.faults === undefined ? {} : { faults: await readList(options.faults, "--faults") }),
  } as ComposeFakeOptions);
  if (stateFile !== undefined && server.line.seed === undefined) {
    io.progress.say(`Serving what ${stateFile} holds; --seed and --cases made it and are not used again.`);
  }
  io.out(`${JSON.stringify({ ...server.line, pid: process.pid })}\n`);
  if (!io.signal.aborted) await once(io.signal, "abort");
  await server.close();
  return EXIT_CODE.complete;
}

async function serve(options: ComposeFakeOptions) {
  try {
    return await composeFakeServer(options);
  } catch (error) {
    const isTaken = (error as { syscall?: unknown }).syscall === "listen";
    const text = isTaken
      ? `The fake cannot listen on ${options.host}:${options.port}: ${outsideSentence(reasonOf(error))} Name another --port (0 takes any), or a --host of this machine.`
      : `The fake cannot start: ${reasonOf(error)}`;
    throw new JobError("usage", text, error);
  }
}

/** The list in a file. What is wrong within it, the fake itself tells. */
async function readList(path: string, flag: string): Promise<readonly unknown[]> {
  let list: unknown;
  try {
    list = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new JobError("usage", `${flag} ${path} cannot be read as JSON: ${reasonOf(error)}`, error);
  }
  if (Array.isArray(list)) return list;
  throw new JobError("usage", `${flag} ${path} must hold a list in JSON, [ … ]`);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
