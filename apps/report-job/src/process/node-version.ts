import type { LogFormat } from "../observe/log-format.ts";

/** As `usage` of every command: what starts it has to be mended first. */
const EXIT_CODE = 2;

export interface NodeProcess {
  /** The least version, as `engines` of the package says it: `>=22.18`. */
  readonly engines: string;
  /** As `process.versions.node`: `22.18.0`. */
  readonly version: string;
  /** Where this Node.js is, as `process.execPath`. */
  readonly path: string;
  readonly runId: string;
  readonly format: LogFormat;
  /** The time of a line in JSON. */
  readonly date: () => Date;
  readonly write: (text: string) => void;
  readonly exit: (exitCode: number) => void;
}

/**
 * Ends a process whose Node.js is older than the package needs. A scheduler has a PATH of its own, and the Node.js of a distribution may
 * be first there: what an old one lacks would look like a defect in this program, wherever it is first missed.
 *
 * @returns whether it is new enough.
 */
export function refuseOldNode({ engines, version, path, runId, format, date, write, exit }: NodeProcess): boolean {
  const least = engines.replace(/^>=/, "");
  if (!isOlder(version, least)) return true;
  const msg = [
    `attached-files needs Node.js ${least} or later; this is ${version}, at ${path}. Nothing was begun.`,
    "Put the folder of a later one first in the PATH of whatever starts it: a scheduler's is not that of your shell.",
  ].join(" ");
  const about = { level: "error", time: date().toISOString(), runId, code: "usage", exitCode: EXIT_CODE };
  const json = { ...about, runBook: `exit-code-${EXIT_CODE}`, msg };
  write(`${format === "json" ? JSON.stringify(json) : msg}\n`);
  exit(EXIT_CODE);
  return false;
}

function isOlder(version: string, least: string): boolean {
  const [numbers, needed] = [version, least].map((text) => text.split(".").map(Number));
  for (const [at, need] of (needed ?? []).entries()) {
    const have = numbers?.[at] ?? 0;
    if (have !== need) return have < need;
  }
  return false;
}
