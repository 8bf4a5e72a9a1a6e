import type { Command } from "commander";
import { OVERRIDES } from "../config/overrides.ts";

/** The flags that stand in for settings, those of them that a command looks at. */
export function withSettings(command: Command, flags: readonly string[]): Command {
  command.option("--config <file>", "the configuration file (default: attached-files.yaml in the current folder)");
  for (const { flag, value, meaning } of OVERRIDES) {
    if (flags.includes(flag)) command.option(`--${flag} <${value}>`, meaning);
  }
  return command;
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
