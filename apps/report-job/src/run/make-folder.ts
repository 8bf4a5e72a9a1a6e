import type { Stats } from "node:fs";
import { lstat, mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder, and those above it that are not there, as `mkdir` with `recursive` does. That one never ends where the system
 * says ENOENT of a folder whose parent is there, as below /proc (seen in Node 24.21); this one goes up once and down once.
 *
 * @returns those that were not there, the uppermost first.
 * @throws what the system says, with its code; ENOTDIR for a link to what is not there, as where a volume is not mounted.
 */
export async function makeFolder(folder: string): Promise<readonly string[]> {
  const missing: string[] = [];
  for (let at = resolve(folder); !(await isThere(at)); at = dirname(at)) missing.unshift(at);
  for (const path of missing) await makeOne(path);
  return missing;
}

/** @throws {Error} what stands there is no folder, or cannot be looked at. */
async function isThere(path: string): Promise<boolean> {
  const target = await orNothing(stat(path));
  if (target?.isDirectory()) return true;
  if (target) throw noFolder(`${path} is no folder`);
  const itself = await orNothing(lstat(path));
  if (itself === undefined) return dirname(path) === path; // The root is always there.
  if (itself.isSymbolicLink()) throw noFolder(`${path} is a link to what is not there`);
  // It was not there a moment ago and is now: another made it between the two looks.
  return await isThere(path);
}

async function orNothing(look: Promise<Stats>): Promise<Stats | undefined> {
  try {
    return await look;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function makeOne(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    // Another process made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST" || !(await isThere(path))) throw error;
  }
}

function noFolder(text: string): Error {
  return Object.assign(new Error(`ENOTDIR: ${text}`), { code: "ENOTDIR" });
}
