import { CommanderError } from "commander";
import { theProgram } from "../reference/the-program.ts";

/** What the real command line says against arguments; nothing where it takes them. Nothing is done. */
export async function commandProblems(args: readonly string[]): Promise<readonly string[]> {
  const program = theProgram();
  const told: string[] = [];
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeErr: (text) => void told.push(text.trim()), writeOut: () => {} });
  }
  for (const command of program.commands) command.action(() => {});
  try {
    await program.parseAsync(args, { from: "user" });
    return args.length === 0 ? ["attached-files alone does nothing"] : [];
  } catch (error) {
    if (!(error instanceof CommanderError)) return [String(error)];
    if (error.exitCode === 0) return [];
    return [told[0] ?? error.message];
  }
}
