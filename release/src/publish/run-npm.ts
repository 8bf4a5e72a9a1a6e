import { execFile } from "node:child_process";
import type { Ended } from "../run-pnpm.ts";

/** Runs npm: it makes the provenance, and proves to the registry who publishes (trusted publishing, npm 11.5.1 and later). */
export function runNpm(args: readonly string[], cwd: string): Promise<Ended> {
  return new Promise((resolve) => {
    execFile("npm", [...args], { cwd, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ exitCode, stdout, stderr });
    });
  });
}
