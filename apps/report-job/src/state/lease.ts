import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

/** Who works on a state. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}

function leasePath(folder: string): string {
  return join(folder, "lease.json");
}

/**
 * Writes down who works on a state. What keeps others out is the lock of the state's file, which the system takes away
 * from a process that dies; this only tells people, and machines that cannot ask for the process, who has it.
 */
export async function writeLease(folder: string, now: Date): Promise<void> {
  const holder: Holder = { pid: process.pid, host: hostname(), since: now.toISOString() };
  // One name for all: only who has the lock writes it, and none is left behind for each process that died just then.
  const waiting = `${leasePath(folder)}.partial`;
  await writeFile(waiting, `${JSON.stringify(holder)}\n`);
  await rename(waiting, leasePath(folder));
}

/** Takes the note away. */
export async function removeLease(folder: string): Promise<void> {
  await rm(leasePath(folder), { force: true });
}

/** Who works on a state, or did when its process died; undefined where nobody has written that down. */
export async function readLease(folder: string): Promise<Holder | undefined> {
  try {
    const { pid, host, since } = JSON.parse(await readFile(leasePath(folder), "utf8")) as Record<string, unknown>;
    if (!Number.isSafeInteger(pid) || typeof host !== "string" || typeof since !== "string") return undefined;
    return { pid: pid as number, host, since };
  } catch {
    return undefined;
  }
}
