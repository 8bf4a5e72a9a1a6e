import { shellWord } from "../terminal/shell-word.ts";

const DEFAULT_FILE = "attached-files.yaml";

/**
 * The commands that follow a first configuration, to be copied into a shell, each with what it tells.
 *
 * @param environment npx starts what no shell finds by its name, and says so there.
 */
export function nextCommands(
  configPath: string,
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const program = environment.npm_command === "exec" ? "npx @attached-files/report-job" : "attached-files";
  const named = configPath === DEFAULT_FILE ? "" : ` --config ${shellWord(configPath)}`;
  const commands = [
    ["permissions", "the IAM policy that it needs"],
    ["check", "whether a run would get by"],
    ["plan", "how many calls a run makes, and how long they take; before the first, nobody knows of any file"],
    ["run", "the first report"],
  ] as const;
  const width = Math.max(...commands.map(([name]) => name.length));
  return commands.map(([name, tells]) => `${program} ${name}${named}${" ".repeat(width - name.length)}   # ${tells}`);
}
