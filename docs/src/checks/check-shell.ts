import { commandProblems } from "../shell/command-problems.ts";
import { commandsOf, type ShellCommand } from "../shell/commands-of.ts";
import { innerCommand } from "../shell/inner-command.ts";
import { ourCommand } from "../shell/our-command.ts";
import { pnpmProblems } from "../shell/pnpm-problems.ts";
import { NOT_STARTED, STARTED } from "../shell/programs.ts";

/** What is wrong about a block of shell: its syntax, a program that nobody knows, or a call of ours that would be refused. */
export async function checkShell(code: string): Promise<readonly string[]> {
  const { commands, complaint } = await commandsOf(code);
  if (complaint !== "") return [complaint];
  return (await Promise.all(commands.map((command) => problemsOf(innerCommand(command))))).flat();
}

async function problemsOf(command: ShellCommand): Promise<readonly string[]> {
  const ours = ourCommand(command);
  if (ours?.kind === "attached-files") return commandProblems(ours.args);
  if (ours?.kind === "pnpm") return pnpmProblems(ours.version, ours.args);
  const [program, ...args] = command;
  if ((program === "sh" || program === "bash") && args[0] === "-c") return checkShell(args[1] ?? "");
  if (!STARTED.includes(program) && !(program in NOT_STARTED)) {
    return [
      `nobody knows the program ${program}: name it in docs/src/shell/programs.ts, as one that tests start or may not`,
    ];
  }
  // Whatever starts our command for itself, as a container's run does, has to start it rightly.
  const at = args.indexOf("attached-files");
  return at > -1 && /^[a-z]+$/.test(args[at + 1] ?? "") ? commandProblems(args.slice(at + 1)) : [];
}
