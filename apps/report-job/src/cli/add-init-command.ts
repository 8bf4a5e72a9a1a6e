import type { Command } from "commander";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import { repeatable } from "./add-history-commands.ts";
import { withLog } from "./settings-flags.ts";

const HELP = `
On a terminal it asks for what no flag says, and again for an answer that no configuration can have; elsewhere what no
flag says stands in the file as a comment. ARNs have to be of one account and Region; where --region is not given, it is theirs.
Editors complete the file by the schema that its first line names: that of the package in the file's folder or one above, where one
is installed there; else attached-files.schema.json, which is written beside it and may be gone: no command reads it.

Exit codes:
  0  the file was written
  1  a defect in this program
  2  wrong usage, a value that no configuration can have, or a file that is there already: nothing was written
  3  interrupted: nothing was written`;

/** Adds `attached-files init` to the command line. */
export function addInitCommand(program: Command, io: Io, finish: (exitCode: ExitCode) => void): void {
  withLog(program.command("init"), io)
    .summary("write a first configuration, with comments")
    .description(
      "Writes a configuration that works, with a comment for each thing that can be said. Never overwrites one. Makes no call.",
    )
    .option("--config <file>", "where to write it", "attached-files.yaml")
    .option("--name <name>", "names the scope in folders and rows (default: main)")
    .option("--region <region>", "AWS Region, as eu-central-1 (else AWS_REGION, or the profile's, when it runs)")
    .option("--instance-id <id>", "Amazon Connect instance, or its ARN; files of others are left out")
    .option(
      "--domain-id <id>",
      "Cases domain to search, or its ARN; may be given again (else all there are)",
      repeatable,
    )
    .option("--endpoint <url>", "where to call instead of AWS, as http://127.0.0.1:4010")
    .option("--cron <pattern>", "when to run: minute, hour, day of the month, month, weekday, as '0 6 * * *'")
    .option("--time-zone <name>", "where the pattern's hours are those of the clock, as Europe/Berlin")
    .option("--bucket <name>", "a bucket of S3 that reports are published to, too")
    .addHelpText("after", HELP)
    .action(async ({ domainId, log: _, ...options }) => {
      const { initCommand } = await import("./init-command.ts");
      finish(await initCommand({ ...options, ...(domainId === undefined ? {} : { domainIds: domainId }) }, io));
    });
}
