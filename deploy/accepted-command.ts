import { createProgram } from "../apps/report-job/src/cli/program.ts";

/** What the command line makes of arguments: the command's name and its options. */
export interface AcceptedCommand {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * Reads arguments with the program's own command line, and does nothing.
 *
 * @throws {Error} what the program would say to arguments that it refuses.
 */
export async function acceptedCommand(args: readonly string[]): Promise<AcceptedCommand> {
  const said: string[] = [];
  const log = { error: (lines: readonly string[]) => said.push(...lines) };
  const io = { environment: {}, out: () => {}, say: () => {}, watch: async () => {}, log };
  const program = createProgram("0.0.0", io as never, () => {});
  let accepted: AcceptedCommand | undefined;
  for (const command of program.commands) {
    command.exitOverride().action(() => {
      accepted = { name: command.name(), options: command.opts() };
    });
  }
  await program.parseAsync(["node", "attached-files", ...args]).catch((error: Error) => {
    throw new Error([...said, error.message].join("\n"));
  });
  if (accepted === undefined) throw new Error(`no command in ${args.join(" ")}`);
  return accepted;
}
