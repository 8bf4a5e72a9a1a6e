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

/** The note of a state, which has had this name since the first version. */
const NOTE = "lease.json";

/**
 * Writes down who works on a state. What keeps others out is the lock of the state's file, which the system takes away
 * from a process that dies; this only tells people, and machines that cannot ask for the process, who has it.
 *
 * @param note the file's name, where it is about something else that a process has locked.
 */
export async function writeHolder(folder: string, now: Date, note: string = NOTE): Promise<void> {
  const holder: Holder = { pid: process.pid, host: hostname(), since: now.toISOString() };
  // One name for all: only who has the lock writes it, and none is left behind for each process that died just then.
  const waiting = join(folder, `${note}.partial`);
  await writeFile(waiting, `${JSON.stringify(holder)}\n`);
  await rename(waiting, join(folder, note));
}

/** Takes the note away. */
export async function removeHolder(folder: string, note: string = NOTE): Promise<void> {
  await rm(join(folder, note), { force: true });
}

/** Who works on a state, or did when its process died; undefined where nobody has written that down. */
export async function readHolder(folder: string, note: string = NOTE): Promise<Holder | undefined> {
  try {
    const { pid, host, since } = JSON.parse(await readFile(join(folder, note), "utf8")) as Record<string, unknown>;
    if (!Number.isSafeInteger(pid) || typeof host !== "string" || typeof since !== "string") return undefined;
    return { pid: pid as number, host, since };
  } catch {
    return undefined;
  }
}
