import { constants } from "node:fs";
import { access, lstat, mkdtemp, rmdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { JobError } from "../../exit-code.ts";
import { outsideSentence } from "../../run/outside-text.ts";
import { isDisksOwnTrouble, mendOfDisk } from "../../state/disk-trouble.ts";
import { refuseStrangers } from "./own-report.ts";

/**
 * Finds out, before the first call and leaving nothing behind, that the report of a slot could not be written.
 *
 * @param flag what names another folder, in the command that asks. @default --report-folder
 * @throws {JobError} usage: the folder cannot be made or written, or what stands in it is not ours to replace;
 *   unavailable: its disk is full, or may only be read.
 */
export async function checkReportPlace(folder: string, slot: string, flag = "--report-folder"): Promise<void> {
  const standing = await nearestStanding(resolve(folder));
  try {
    if (!(await stat(standing)).isDirectory()) throw new Error(`${standing} is no folder`);
    await access(standing, constants.W_OK | constants.X_OK);
    await tryFolderIn(standing);
  } catch (error) {
    throw noPlace(folder, error, flag);
  }
  await refuseStrangers(folder, slot, flag);
}

/** Why no report can be written in a folder, for people. */
export function noPlace(folder: string, error: unknown, flag: string): JobError {
  const reason = error instanceof Error ? error.message : String(error);
  const text = `No report can be written in ${folder}: ${outsideSentence(reason)}`;
  if (!isDisksOwnTrouble(error)) {
    const isDenied = (error as NodeJS.ErrnoException).code === "EACCES";
    const next = `${isDenied ? "Let this user write there, as by chown; or name" : "Name"} another place with ${flag}.`;
    return new JobError("usage", `${text} ${next}`, error);
  }
  const next = `What stands there stands, and no call was made: ${mendOfDisk(reason)}, and start the same command again.`;
  return new JobError("unavailable", `${text} ${next}`, error, "trouble-disk-full");
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
