import { ROOT } from "../repository.ts";
import { runNpm } from "./run-npm.ts";

/**
 * The first npm that proves to the registry by a token of OpenID Connect who publishes, so that nobody keeps a secret.
 * https://docs.npmjs.com/trusted-publishers (2026-11)
 */
const LEAST: readonly [number, number, number] = [11, 5, 1];

/** What is wrong about the npm that is here, if anything. */
export async function npmProblems(): Promise<readonly string[]> {
  const { stdout, stderr } = await runNpm(["--version"], ROOT);
  return isRecent(stdout.trim())
    ? []
    : [`npm: expected ${LEAST.join(".")} or later, got ${stdout.trim() || stderr.trim() || "none"}`];
}

export function isRecent(version: string): boolean {
  const parts = /^(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number);
  if (parts === undefined) return false;
  const at = LEAST.findIndex((least, index) => parts[index] !== least);
  return at === -1 || (parts[at] ?? 0) > (LEAST[at] ?? 0);
}
