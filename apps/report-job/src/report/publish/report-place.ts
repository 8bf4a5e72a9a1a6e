import { constants } from "node:fs";
import { access, lstat, mkdtemp, rmdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { JobError } from "../../exit-code.ts";
import { outsideSentence } from "../../run/outside-text.ts";
import { refuseStrangers } from "./own-report.ts";

/**
 * Finds out, before the first call and leaving nothing behind, that the report of a slot could not be written.
 *
 * @param flag what names another folder, in the command that asks. @default --report-folder
 * @throws {JobError} usage: the folder cannot be made or written, or what stands in it is not ours to replace.
 */
export async function checkReportPlace(folder: string, slot: string, flag = "--report-folder"): Promise<void> {
  const standing = await nearestStanding(resolve(folder));
  try {
    if (!(await stat(standing)).isDirectory()) throw new Error(`${standing} is no folder`);
    await access(standing, constants.W_OK | constants.X_OK);
    await tryFolderIn(standing);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new JobError(
      "usage",
      `No report can be written in ${folder}: ${outsideSentence(reason)} Name another place with ${flag}.`,
      error,
    );
  }
  await refuseStrangers(folder, slot, flag);
}

/** Whoever may write in a folder may not make one there yet, as below /proc, or where a disk is full. */
async function tryFolderIn(standing: string): Promise<void> {
  await rmdir(await mkdtemp(join(standing, ".attached-files-")));
}

/** A link to what is not there stands, too. */
async function nearestStanding(path: string): Promise<string> {
  const isThere = await lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== "ENOENT",
  );
  return isThere || dirname(path) === path ? path : await nearestStanding(dirname(path));
}
