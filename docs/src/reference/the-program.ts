import type { Command } from "commander";
import { createProgram } from "../../../apps/report-job/src/cli/program.ts";
import type { Io } from "../../../apps/report-job/src/process/io.ts";

/** The real command line, which does nothing: what is read of it are its commands and flags. */
export function theProgram(): Command {
  const nothing = (): void => {};
  const io = { environment: {}, out: nothing, say: nothing, log: { error: nothing }, watch: nothing };
  return createProgram("0.0.0", io as unknown as Io, nothing);
}
