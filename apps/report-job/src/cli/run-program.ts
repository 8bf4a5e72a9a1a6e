import { EXIT_CODE, type ExitCode } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import { reportEnd } from "../process/report-end.ts";
import { createProgram } from "./program.ts";

/** Runs a command line to its end. Whatever goes wrong is said in a line or a few; only a defect shows its stack. */
export async function runProgram(version: string, argv: readonly string[], io: Io): Promise<ExitCode> {
  let ended: ExitCode = EXIT_CODE.complete;
  try {
    const program = createProgram(version, io, (exitCode) => {
      ended = exitCode;
    });
    await program.parseAsync(argv);
    return ended;
  } catch (error) {
    return reportEnd(version, error, io.log);
  }
}
