import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./repository.ts";

export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs pnpm in the repository: the one that runs this, or the version that package.json names. */
export function runPnpm(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  timeoutMs = 300_000,
): Promise<Ended> {
  const running = process.env.npm_execpath ?? "";
  const [command = "", ...first] = /pnpm[^/]*$/.test(running) ? [running] : ["npx", "--yes", packageManager()];
  const options = { cwd: ROOT, env: { ...process.env, ...environment }, maxBuffer: 1 << 26, timeout: timeoutMs };
  return new Promise((resolve) => {
    execFile(command, [...first, ...args], options, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ exitCode, stdout, stderr });
    });
  });
}

function packageManager(): string {
  return (JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { packageManager: string }).packageManager;
}
