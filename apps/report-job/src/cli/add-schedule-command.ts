import type { Command } from "commander";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import {
  CONFIGURATION,
  SCHEDULE,
  SCHEDULE_EXIT_CODES,
  SCHEDULE_SETTING_FLAGS,
  SCHEDULE_SETTINGS,
} from "./help-texts.ts";
import { overridesOf, withSettings } from "./settings-flags.ts";

/** Adds `attached-files schedule` to the command line. */
export function addScheduleCommand(program: Command, io: Io, finish: (exitCode: ExitCode) => void): void {
  withSettings(program.command("schedule"), SCHEDULE_SETTING_FLAGS)
    .summary("keep time: run each slot of a cron pattern until asked to end")
    .description(
      "Stays, and does what 'run' does for each moment of a cron pattern in a time zone, one at a time. Each moment is a slot, named in UTC. Of slots that were missed, the latest is run, once.",
    )
    .option("--skip-invalid", "leave out malformed lines of lists, and count them in the report", false)
    .addHelpText("after", [SCHEDULE, CONFIGURATION, SCHEDULE_SETTINGS, SCHEDULE_EXIT_CODES].join("\n"))
    .action(async (options) => {
      const { scheduleCommand } = await import("./schedule-command.ts");
      finish(await scheduleCommand({ ...options, overrides: overridesOf(options) }, io));
    });
}
