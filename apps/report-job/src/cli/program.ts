import { Command, Option } from "commander";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import { addCheckCommand } from "./add-check-command.ts";
import { addHistoryCommands } from "./add-history-commands.ts";
import { addInitCommand } from "./add-init-command.ts";
import { addLocalCommands } from "./add-local-commands.ts";
import { addNotifyCommand } from "./add-notify-command.ts";
import { addPermissionsCommand } from "./add-permissions-command.ts";
import { addPlanCommand } from "./add-plan-command.ts";
import { addRunBookCommand } from "./add-run-book-command.ts";
import { addScheduleCommand } from "./add-schedule-command.ts";
import { duration } from "./duration.ts";
import { addExamples, FIRST_STEPS } from "./help-examples.ts";
import {
  CONFIGURATION,
  EXIT_CODES,
  GET_ANSWERS,
  GET_EXIT_CODES,
  LISTS,
  NEEDED_TO_RUN,
  NEEDED_WITHOUT_CALLS,
  SETTINGS,
  SETTINGS_WITHOUT_CALLS,
} from "./help-texts.ts";
import { overridesOf, withLog, withSettings } from "./settings-flags.ts";

/** Commands that draw progress; the others need not load what draws it. */
const WATCHED: readonly string[] = ["run", "schedule", "report", "demo"];

/** The command line. Each command is loaded when it is asked for, so that --help stays quick. */
export function createProgram(version: string, io: Io, finish: (exitCode: ExitCode) => void): Command {
  const program = new Command("attached-files")
    .description("Knows the state of every file attached to your Amazon Connect cases, and can prove it.")
    .version(version)
    .showHelpAfterError("(attached-files --help shows what there is)")
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: (text) => io.log.error(text.trimEnd().split("\n"), { code: "usage" }),
    })
    .hook("preAction", async (_, command) => {
      if (WATCHED.includes(command.name())) await io.watch();
    })
    .addHelpText("after", [FIRST_STEPS, EXIT_CODES].join("\n"));

  addInitCommand(program, io, finish);
  addCheckCommand(program, io, finish);

  withSettings(program.command("run"), NEEDED_TO_RUN)
    .summary("find the files, ask for their metadata, write the report")
    .description(
      "Finds every file attached to the cases of the configured scopes (or takes a list), asks Amazon Connect for their metadata, remembers what it learned, and writes the report. A run that was interrupted goes on where it was.",
    )
    .option(
      "--slot <slot>",
      "the scheduled moment that this run is for, as 2026-11-24; a finished one is not run again (default: this moment, or a slot that is to go on)",
    )
    .option("--scope <name...>", "run only these scopes, one name or more; the report is of all")
    .option("--full", "ask for every file, whatever is known of it, and search for all of them", false)
    .addOption(
      new Option(
        "--time-box <duration>",
        "call in this time only, the most valuable first, then report what there is; the next run goes on (as 14m, 90s, 2h)",
      ).argParser(duration),
    )
    .addOption(
      new Option(
        "--wait <duration>",
        "how long to wait while another process runs a scope, as 10m (default: not at all)",
      ).argParser(duration),
    )
    .option(
      "--references <file>",
      "a CSV or NDJSON list of references ('-': standard input) instead of a search; columns instance_id, associated_resource_arn, file_id, or file_arn",
    )
    .addOption(
      new Option("--references-format <format>", "format of the list, where its name does not tell").choices([
        "csv",
        "ndjson",
      ]),
    )
    .option("--skip-invalid", "leave out malformed lines of the list, and count them in the report", false)
    .addHelpText("after", [CONFIGURATION, LISTS, SETTINGS, EXIT_CODES].join("\n"))
    .action(async (options) => {
      const { runCommand } = await import("./run-command.ts");
      finish(await runCommand({ ...options, overrides: overridesOf(options) }, io));
    });

  addPlanCommand(program, io, finish);
  addScheduleCommand(program, io, finish);

  withSettings(program.command("report"), NEEDED_WITHOUT_CALLS)
    .summary("write the last run's report again, without a call")
    .description("Builds the report of the run that finished last again, from what the states hold. Makes no call.")
    .addHelpText("after", [CONFIGURATION, SETTINGS_WITHOUT_CALLS, EXIT_CODES].join("\n"))
    .action(async (options) => {
      const { reportCommand } = await import("./report-command.ts");
      finish(await reportCommand({ ...options, overrides: overridesOf(options) }, io));
    });

  addHistoryCommands(program, io, finish);
  addNotifyCommand(program, io, finish);
  addPermissionsCommand(program, io, finish);
  addRunBookCommand(program, io, finish);

  withLog(program.command("get"), io)
    .summary("ask for the metadata of the files you name")
    .description(
      "Calls BatchGetAttachedFileMetadata for any number of files of one resource, 100 a call, and prints the answer as JSON in the operation's own member names. Without FILE_ID, or with '-' alone, ids come from standard input, one a line.",
    )
    .requiredOption("--instance-id <id>", "Amazon Connect instance, 1 to 100 characters")
    .requiredOption("--associated-resource-arn <arn>", "the case (or email contact) that the files are attached to")
    .option("--region <region>", "AWS Region, as eu-central-1 (else AWS_REGION, or the profile's)")
    .option("--profile <name>", "profile of the shared AWS configuration files")
    .option("--endpoint <url>", "where to call instead of AWS, as http://127.0.0.1:4010")
    .argument("[FILE_ID...]", "ids of attached files, each 1 to 256 characters")
    .addHelpText("after", [GET_ANSWERS, GET_EXIT_CODES].join("\n"))
    .action(async (fileIds: string[], options) => {
      const { getCommand } = await import("./get-command.ts");
      finish(await getCommand({ ...options, fileIds }, io));
    });

  addLocalCommands(program, io, finish);
  addExamples(program);
  return program;
}
