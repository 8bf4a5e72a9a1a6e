import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

const COPY = /^list-(\d+)$/;

/** Where this process keeps its copy of a scope's list. */
export function listCopyPath(folder: string, processId: number): string {
  return join(folder, `list-${processId}`);
}

/** Removes the copies of processes that were killed before they could do it themselves. */
export async function clearStaleCopies(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const [, processId] = COPY.exec(name) ?? [];
    if (processId !== undefined && !isAlive(Number(processId))) await rm(join(folder, name), { force: true });
  }
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // A process that we may not signal is there.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
