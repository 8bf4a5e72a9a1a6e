import type { Command } from "commander";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import { repeatable } from "./add-history-commands.ts";
import { CONFIGURATION, SCHEDULE_SETTING_FLAGS, SCHEDULE_SETTINGS } from "./help-texts.ts";
import { overridesOf, withSettings } from "./settings-flags.ts";

const HELP = `
Each line says passed, failed or unknown: what could not be looked at, or what nothing harmless shows. Below it
stands what to do next. It makes a dozen calls a scope, changes nothing at AWS, and leaves nothing on this machine.
Beyond what 'attached-files permissions' prints, it asks servicequotas:ListServiceQuotas, which is optional
(without it, the quota is unknown), and sts:GetCallerIdentity, which AWS allows to everybody.

Exit codes:
  0  nothing failed; what is unknown is told
  1  a defect in this program
  2  wrong usage, configuration or settings: a run would end with 2, or look in the wrong place
  3  a run works and knows less: a permission that it can do without, a quota that is smaller than configured
  4  access is denied, or a service, folder or disk is not to be had: a run would end with 3 or 4
  130, 143  ended at once by a second Ctrl-C or SIGTERM`;

/** Adds `attached-files check` to the command line. */
export function addCheckCommand(program: Command, io: Io, finish: (exitCode: ExitCode) => void): void {
  withSettings(program.command("check"), SCHEDULE_SETTING_FLAGS)
    .summary("look at everything that a run needs, before it is needed")
    .description(
      "Looks whether a run of this configuration would get by: configuration, folders and disk, Region, credentials, endpoints, clock, every permission by a harmless call, whether instance and domains belong together, the quota, the bucket, and who is to be told.",
    )
    .option("--scope <name>", "only this scope; may be given again", repeatable)
    .option("--json", "print what was found as JSON", false)
    .addHelpText("after", [HELP, CONFIGURATION, SCHEDULE_SETTINGS].join("\n"))
    .action(async (options) => {
      const { checkCommand } = await import("./check-command.ts");
      finish(await checkCommand({ ...options, overrides: overridesOf(options) }, io));
    });
}
