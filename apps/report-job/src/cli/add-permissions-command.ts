import { type Command, InvalidArgumentError } from "commander";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import { CONFIGURATION } from "./help-texts.ts";
import { overridesOf, withSettings } from "./settings-flags.ts";

const HELP = `
Apply it to the role that the job runs as:
  attached-files permissions --account 111122223333 > policy.json
  aws iam put-role-policy --role-name attached-files --policy-name attached-files --policy-document file://policy.json

Exit codes:
  0  the policy was printed
  1  a defect in this program
  2  wrong usage or configuration, or several credentials and none was chosen`;

/** Adds `attached-files permissions` to the command line. */
export function addPermissionsCommand(program: Command, io: Io, finish: (exitCode: ExitCode) => void): void {
  withSettings(program.command("permissions"), [])
    .summary("print the least IAM policy that this configuration needs")
    .description(
      "Prints the policy of IAM that allows what this configuration does, and nothing else: actions and the resources they are about. Makes no call.",
    )
    .option("--account <digits>", "your AWS account; without it '*' stands in ARNs", accountId)
    .option("--for <credentials>", "where the configuration uses several: a role's ARN, 'profile NAME', or 'own'")
    .addHelpText("after", [HELP, CONFIGURATION].join("\n"))
    .action(async (options) => {
      const { permissionsCommand } = await import("./permissions-command.ts");
      finish(await permissionsCommand({ ...options, overrides: overridesOf(options) }, io));
    });
}

function accountId(given: string): string {
  if (!/^\d{12}$/.test(given)) throw new InvalidArgumentError("12 digits are expected.");
  return given;
}
