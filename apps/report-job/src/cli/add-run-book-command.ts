import type { Command } from "commander";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import type { RunBookFlags } from "./run-book-command.ts";
import { withLog } from "./settings-flags.ts";

/** Adds `attached-files run-book` to the command line. */
export function addRunBookCommand(program: Command, io: Io, finish: (exitCode: ExitCode) => void): void {
  withLog(program.command("run-book"), io)
    .summary("tell what an exit code, error or alert means, and what to do")
    .description(
      "Prints a section of the run book: what it means, how to confirm it, what to do. Messages and logs name the section.",
    )
    .argument(
      "[SECTION]",
      "as exit-code-4, reason-deferred, error-throttling or the name of an alarm; without it, all are listed",
    )
    .option(
      "--config <file>",
      "the configuration of the job, so that the commands can be copied as they are; without it, they are for any job",
    )
    .option("--state-folder <folder>", "the folder of the state that the run was given by this flag; needs --config")
    .option("--report-folder <folder>", "that of the report; needs --config")
    .action(async (section: string | undefined, flags: RunBookFlags) => {
      const { runBookCommand } = await import("./run-book-command.ts");
      finish(await runBookCommand(section, io, flags));
    });
}
