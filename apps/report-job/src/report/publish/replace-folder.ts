import { rename, rm, stat } from "node:fs/promises";
import { retiredPath } from "./staging.ts";

const ATTEMPTS = 10;
const TAKEN: ReadonlySet<string> = new Set(["ENOTEMPTY", "EEXIST", "EPERM", "EACCES"]);

/**
 * Puts a finished folder in the place of another. Node cannot exchange two folders in one step: between its two
 * renames nothing stands there for some microseconds, and a process that dies just then is mended by the next one.
 */
export async function replaceFolder(finished: string, target: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const retired = retiredPath(target);
    const hadOne = await renameIfThere(target, retired);
    try {
      await rename(finished, target);
    } catch (error) {
      if (hadOne) await putBack(retired, target);
      const code = (error as NodeJS.ErrnoException).code ?? "";
      // Another process that publishes the same slot was faster; its report is replaced in its turn.
      if (TAKEN.has(code) && attempt < ATTEMPTS) continue;
      throw error;
    }
    if (hadOne) await rm(retired, { recursive: true, force: true });
    return;
  }
}

async function putBack(retired: string, target: string): Promise<void> {
  const back = await rename(retired, target).then(
    () => true,
    () => false,
  );
  const taken =
    !back &&
    (await stat(target).then(
      () => true,
      () => false,
    ));
  if (taken) await rm(retired, { recursive: true, force: true });
}

async function renameIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
