import { once } from "node:events";
import { composeFakeServer } from "../compose.ts";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import type { Io } from "./io.ts";

export interface FakeOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly seed: number;
  readonly cases: number;
}

/** `attached-files fake`: serves the fake until the process is asked to end. One line of JSON says where. */
export async function fakeCommand(options: FakeOptions, io: Io): Promise<ExitCode> {
  const server = await composeFakeServer(options).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new JobError(
      "usage",
      `The fake cannot listen on ${options.host}:${options.port}: ${reason}. Name another --port, or 0 for any.`,
      error,
    );
  });
  io.out(`${JSON.stringify(server.line)}\n`);
  if (!io.signal.aborted) await once(io.signal, "abort");
  await server.close();
  return EXIT_CODE.complete;
}
