import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** The built command. */
export const MAIN: string = resolve(import.meta.dirname, "../dist/main.js");

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An environment in which no AWS settings of the machine are found. */
export const ISOLATED: Readonly<Record<string, string>> = {
  PATH: process.env.PATH ?? "",
  TMPDIR: process.env.TMPDIR ?? "/tmp",
  // Many processes of the same program: what one has compiled, the next ones need not.
  NODE_COMPILE_CACHE: join(tmpdir(), "attached-files-compile-cache"),
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  AWS_EC2_METADATA_DISABLED: "true",
};

/** Starts the built command as a process of its own. Without input (null), standard input stays open. */
export function start(
  args: readonly string[],
  options: { cwd?: string; env?: Readonly<Record<string, string>>; input?: string | Buffer | null } = {},
): ChildProcess {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: options.cwd,
    env: { ...ISOLATED, ...options.env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin?.on("error", () => {});
  if (options.input !== null) child.stdin?.end(options.input ?? "");
  return child;
}

/** Runs the built command to its end. */
export async function run(...given: Parameters<typeof start>): Promise<Ended> {
  return await endOf(start(...given));
}

/** All that a process prints from now on, and how it ends. */
export async function endOf(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  // Decoded as a stream: a chunk may end within a character.
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { exitCode, stdout, stderr };
}

/** The first line that a process prints, while it goes on. */
export async function firstLine(child: ChildProcess): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.includes("\n")) break;
  }
  return text.split("\n", 1)[0] ?? "";
}
