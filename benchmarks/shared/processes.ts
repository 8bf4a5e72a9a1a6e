import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Shares, sharesOf } from "./cpu-profile.ts";

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

/** Runs a script once more, under Node's own profiler, and tells where its main thread's time went. */
export async function scriptShares(script: string, ...args: readonly (string | number)[]): Promise<Shares> {
  const folder = await mkdtemp(join(tmpdir(), "attached-files-profile-"));
  try {
    const profiler = ["--cpu-prof", "--cpu-prof-dir", folder];
    await figuresOf(process.execPath, [...process.execArgv, ...profiler, script, ...args.map(String)]);
    return await sharesOf(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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
