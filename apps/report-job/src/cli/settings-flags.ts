import { describeIssue, show } from "@attached-files/core";
import { type Command, Option } from "commander";
import { LOG_MEANING, OVERRIDES } from "../config/overrides.ts";
import { JobError } from "../exit-code.ts";
import { LOG_FORMATS, LOG_VARIABLE } from "../observe/log-format.ts";
import type { Io } from "../process/io.ts";

/** The flags that stand in for settings, those of them that a command looks at. */
export function withSettings(command: Command, flags: readonly string[]): Command {
  command.option("--config <file>", "the configuration file (default: attached-files.yaml in the current folder)");
  for (const { flag, value, meaning, choices } of OVERRIDES) {
    const option = new Option(`--${flag} <${value}>`, meaning);
    if (flags.includes(flag)) command.addOption(choices === undefined ? option : option.choices(choices));
  }
  return command;
}

/** The flag of a command that reads no configuration, and its variable, which is checked all the same. */
export function withLog(command: Command, io: Io): Command {
  return command
    .addOption(new Option("--log <format>", `${LOG_MEANING}; or ${LOG_VARIABLE}`).choices(LOG_FORMATS))
    .hook("preAction", () => {
      const given = io.environment[LOG_VARIABLE];
      if (command.opts().log !== undefined || given === undefined || LOG_FORMATS.some((each) => each === given)) return;
      const expected = `one of ${LOG_FORMATS.join(", ")}`;
      const path = `environment variable ${LOG_VARIABLE}`;
      throw new JobError("usage", describeIssue({ path, expected, received: show(given) }));
    });
}

/** Commander names options in camelCase; settings go by the flag's own name. */
export function overridesOf(options: Readonly<Record<string, unknown>>): Record<string, string | undefined> {
  return Object.fromEntries(
    OVERRIDES.map(({ flag }) => {
      const value = options[flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())];
      return [flag, typeof value === "string" ? value : undefined];
    }),
  );
}
