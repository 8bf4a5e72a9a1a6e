import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** What a process tells of itself when it has done its work. */
export interface Usage {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMib: number;
}

/** What this process has used since it began. */
export function ownUsage(seconds: number): Usage {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { seconds, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMib: Math.round(maxRSS / 1024) };
}

/** Runs a program whose output is one value in JSON. */
export async function figuresOf<T>(command: string, args: readonly string[], input?: string): Promise<T> {
  const child = spawn(command, [...args], { stdio: ["pipe", "pipe", "inherit"] });
  // A program that fails tells so by its code.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  const code = await new Promise((resolve, reject) => child.on("close", resolve).on("error", reject));
  if (code !== 0) throw new Error(`${[command, ...args].join(" ").slice(0, 300)} ended with ${code}`);
  return JSON.parse(text) as T;
}

/** Runs a script of ours, which Node takes as it is. */
export function scriptFigures<T>(script: string, ...args: readonly (string | number)[]): Promise<T> {
  return figuresOf<T>(process.execPath, [...process.execArgv, script, ...args.map(String)]);
}

/** Starts a script that serves, and gives the first line that it prints. */
export async function startServer(
  script: string,
  ...args: readonly string[]
): Promise<{ readonly line: string; readonly end: () => Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, [...process.execArgv, script, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const { stdout } = child;
  if (stdout === null) throw new Error("a server without an output");
  const [line] = (await Promise.race([
    once(createInterface({ input: stdout }), "line"),
    ended.then(() => Promise.reject(new Error(`${script} ended before it served`))),
  ])) as [string];
  return {
    line,
    end: async () => {
      child.kill();
      await ended;
    },
  };
}
