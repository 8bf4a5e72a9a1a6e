import { type Command, Option } from "commander";
import type { ExitCode } from "../exit-code.ts";
import type { Io } from "../process/io.ts";
import { HISTORY_EXIT_CODES, SETTING_FLAGS_OF_HISTORY, SETTINGS_OF_HISTORY, VIEWS_TEXT } from "./help-history.ts";
import { CONFIGURATION } from "./help-texts.ts";
import { overridesOf, withSettings } from "./settings-flags.ts";
import { wholeNumber } from "./whole-number.ts";

/** A flag that may be given again: a list in one flag would take the argument that follows for one more name. */
export function repeatable(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

const SCOPE = ["--scope <name>", "only this scope; may be given again"] as const;

/** Adds the commands that tell what the states hold: `runs`, `changes` and `query`. */
export function addHistoryCommands(program: Command, io: Io, finish: (exitCode: ExitCode) => void): void {
  withSettings(program.command("runs"), SETTING_FLAGS_OF_HISTORY)
    .summary("list past runs: what they found, and what they cost")
    .description(
      "Prints past runs from the states, the newest first. What a process ended with, and which thresholds were crossed, the states do not hold: report.json of the slot has the latter (policy). Makes no call.",
    )
    .option(...SCOPE, repeatable)
    .addOption(new Option("--limit <number>", "runs of each scope").argParser(wholeNumber(1, 1_000_000)).default(20))
    .option("--json", "print the view 'runs' as JSON, with more columns", false)
    .addHelpText("after", [CONFIGURATION, SETTINGS_OF_HISTORY, HISTORY_EXIT_CODES].join("\n"))
    .action(async (options) => {
      const { runsCommand } = await import("./runs-command.ts");
      finish(await runsCommand({ ...options, overrides: overridesOf(options) }, io));
    });

  withSettings(program.command("changes"), SETTING_FLAGS_OF_HISTORY)
    .summary("tell what changed between two runs")
    .description(
      "Prints which files appeared, vanished, or were answered otherwise, between any two finished runs: the last two, if no slot is named. Makes no call.",
    )
    .option(...SCOPE, repeatable)
    .option("--from <slot>", "the slot to begin with (default: the run before the other)")
    .option("--to <slot>", "the slot to compare it with (default: the last that finished)")
    .addOption(
      new Option("--format <format>", "how changes are printed").choices(["table", "ndjson", "csv"]).default("table"),
    )
    .addHelpText("after", [CONFIGURATION, SETTINGS_OF_HISTORY, HISTORY_EXIT_CODES].join("\n"))
    .action(async (options) => {
      const { changesCommand } = await import("./changes-command.ts");
      finish(await changesCommand({ ...options, overrides: overridesOf(options) }, io));
    });

  withSettings(program.command("query"), SETTING_FLAGS_OF_HISTORY)
    .summary("ask the states, in SQL")
    .description(
      "Answers one SELECT, in DuckDB's SQL, over views of all states. Nothing can be written by it, and nothing else be read. Makes no call.",
    )
    .argument("[SQL]", "the question; '-' reads it from standard input")
    .option(...SCOPE, repeatable)
    .option("--file <file>", "read the question from this file")
    .addOption(
      new Option("--format <format>", "how rows are printed")
        .choices(["table", "json", "ndjson", "csv"])
        .default("table"),
    )
    .addOption(
      new Option("--limit <number>", "rows that are printed at most (default: 1000 of a table, else all)").argParser(
        wholeNumber(1, 1_000_000_000),
      ),
    )
    .addHelpText("after", [VIEWS_TEXT, CONFIGURATION, SETTINGS_OF_HISTORY, HISTORY_EXIT_CODES].join("\n"))
    .action(async (sql: string | undefined, options) => {
      const { queryCommand } = await import("./query-command.ts");
      const asked = sql === undefined ? {} : { sql };
      finish(await queryCommand({ ...options, ...asked, overrides: overridesOf(options) }, io));
    });
}
