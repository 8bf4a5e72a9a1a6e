import type { Command } from "commander";
import { type ExitCode, JobError } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import { repeatable } from "./add-history-commands.ts";
import { CONFIGURATION, settingsText } from "./help-texts.ts";
import { overridesOf, withSettings } from "./settings-flags.ts";

const FLAGS = ["log"];

const HELP = `
A message that is marked as a TEST is sent once to each target of 'notify', whatever its 'on' says. A line tells of
each whether its service took it; whether it arrived, people see. It looks at no state, and notes nothing.

Exit codes:
  0  every target took it
  1  a defect in this program
  2  wrong usage or configuration, no target, or a webhook's URL that is not in the environment; the others were told
  4  a target could not be reached, or refused it
  130, 143  ended at once by a second Ctrl-C or SIGTERM`;

const WITHOUT_TEST =
  "notify: expected --test, received no flag. A message that is marked as a test is all that this command sends: 'attached-files notify --test' (with --to NAME to one target). Of reports, 'run', 'schedule' and 'report' tell by themselves.";

/** Adds `attached-files notify` to the command line. */
export function addNotifyCommand(program: Command, io: Io, finish: (exitCode: ExitCode) => void): void {
  withSettings(program.command("notify"), FLAGS)
    .summary("send a test message to whoever is told of reports")
    .description("Sends a test message to the targets of 'notify', and tells of each what came of it.")
    .option("--test", "send a message that is marked as a test")
    .option("--to <name>", "only this target; may be given again", repeatable)
    .addHelpText("after", [HELP, CONFIGURATION, settingsText(FLAGS)].join("\n"))
    .action(async (options) => {
      if (options.test !== true) throw new JobError("usage", WITHOUT_TEST);
      const { notifyCommand } = await import("./notify-command.ts");
      finish(await notifyCommand({ ...options, overrides: overridesOf(options) }, io));
    });
}
