import { spawnSync } from "node:child_process";
import { HAS_BOTO3, HAS_CLI } from "../../../packages/adapters/src/fake/real-clients.test-support.ts";
import type { CodeBlock } from "../blocks/code-block.ts";
import { isOne, NOT_RUN } from "../blocks/left-out.ts";
import { commandsOf, type ShellCommand } from "../shell/commands-of.ts";
import { innerCommand } from "../shell/inner-command.ts";
import { ourCommand } from "../shell/our-command.ts";
import { NOT_STARTED } from "../shell/programs.ts";

/** Languages that a page's reader runs. */
const RUN: readonly string[] = ["sh", "bash", "python", "sql", "ts"];

/** Services that the fake answers for, as the AWS CLI names them. */
const FAKED: readonly string[] = ["connect", "connectcases"];

/** Why a block is not run; undefined of one that is. `lacking` names a program that is not on this machine. */
export interface WhyNot {
  readonly reason: string;
  readonly lacking?: string;
}

export async function whyNotRun(block: CodeBlock): Promise<WhyNot | undefined> {
  if (!RUN.includes(block.language)) return { reason: `${block.language || "text"} is not run` };
  const listed = NOT_RUN.find((each) => isOne(block, [each]));
  if (listed !== undefined) return { reason: listed.reason };
  if (block.language === "python")
    return HAS_BOTO3 ? undefined : { reason: "needs boto3", lacking: "a boto3 that knows it" };
  if (block.language !== "sh" && block.language !== "bash") return undefined;
  const { commands } = await commandsOf(block.code);
  return commands.map(whyNotStarted).find((each) => each !== undefined);
}

function whyNotStarted(command: ShellCommand): WhyNot | undefined {
  if (command[0] === "sudo" || command[0] === "as_service") return { reason: "needs root" };
  const inner = innerCommand(command);
  const ours = ourCommand(inner);
  if (ours?.kind === "attached-files") return undefined;
  if (ours?.kind === "pnpm") return ours.args[0] === "demo" ? undefined : { reason: NOT_STARTED.pnpm ?? "" };
  const [program] = inner;
  if (program === "aws" && !inner.some((part) => FAKED.includes(part)))
    return { reason: "works in an AWS account, with more than the fake speaks" };
  const reason = NOT_STARTED[program];
  if (reason !== undefined) return { reason: `${program} ${reason}` };
  return isHere(program) ? undefined : { reason: `needs ${program}`, lacking: program };
}

function isHere(program: string): boolean {
  if (program === "aws") return HAS_CLI;
  return spawnSync("bash", ["-c", 'type "$1"', "-", program]).status === 0;
}
