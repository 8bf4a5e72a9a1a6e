import { CommanderError } from "commander";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import type { Io } from "./io.ts";
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
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODE.complete : EXIT_CODE.usage;
    if (error instanceof JobError) {
      io.say(error.message);
      return error.exitCode;
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.say(`A defect in attached-files ${version}: ${text}`);
    return EXIT_CODE.defect;
  }
}
