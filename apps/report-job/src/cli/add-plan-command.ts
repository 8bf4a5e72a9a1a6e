import { type Command, Option } from "commander";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import { repeatable } from "./add-history-commands.ts";
import { duration } from "./duration.ts";
import { HISTORY_EXIT_CODES, SETTING_FLAGS_OF_HISTORY, SETTINGS_OF_HISTORY } from "./help-history.ts";
import { CONFIGURATION } from "./help-texts.ts";
import { overridesOf, withSettings } from "./settings-flags.ts";

/** Adds `attached-files plan` to the command line. */
export function addPlanCommand(program: Command, io: Io, finish: (exitCode: ExitCode) => void): void {
  withSettings(program.command("plan"), SETTING_FLAGS_OF_HISTORY)
    .summary("tell what a run would do now, how many calls it makes, and how long they take")
    .description(
      "Tells, by what the states hold now and without a call: how many files are due and why, how many calls they need, what is searched, how long it takes at the configured share of the quota, and when it would end. What is not found yet cannot be in it.",
    )
    .option("--scope <name>", "only this scope; may be given again", repeatable)
    .option("--full", "plan a run that asks for every file, and searches for all of them", false)
    .addOption(
      new Option(
        "--time-box <duration>",
        "tell in how many runs of this length it is done (as 14m, 90s, 2h)",
      ).argParser(duration),
    )
    .option("--json", "print the plan as JSON", false)
    .addHelpText("after", [CONFIGURATION, SETTINGS_OF_HISTORY, HISTORY_EXIT_CODES].join("\n"))
    .action(async (options) => {
      const { planCommand } = await import("./plan-command.ts");
      finish(await planCommand({ ...options, overrides: overridesOf(options) }, io));
    });
}
