import { JobError } from "../exit-code.ts";
import { makeFolder } from "../run/make-folder.ts";
import { outsideSentence } from "../run/outside-text.ts";
import { diskTrouble, EMPTY_STATE, isDisksOwnTrouble } from "./disk-trouble.ts";

/**
 * Makes a folder for states, or one within it.
 *
 * @param named what is told of it. @default the folder itself
 * @param flag what names another one, in the command that asks. @default --state-folder
 * @throws {JobError} usage: it cannot be made; unavailable: the disk is full, or may only be read.
 */
export async function makeStateFolder(folder: string, named: string = folder, flag = "--state-folder"): Promise<void> {
  try {
    await makeFolder(folder);
  } catch (error) {
    if (isDisksOwnTrouble(error)) throw diskTrouble(named, error);
    const reason = error instanceof Error ? error.message : String(error);
    // A demo has nothing to lose.
    const after = flag === "--state-folder" ? ` (${EMPTY_STATE})` : "";
    // Whoever made the folder around it, as somebody else who tried the command there, may be the only one who can write in it.
    const isDenied = (error as NodeJS.ErrnoException).code === "EACCES";
    const owner = isDenied ? "Let this user write there, as by chown; or name" : "Name";
    const text = `The state folder ${named} cannot be made: ${outsideSentence(reason)} ${owner} another one with ${flag}${after}.`;
    throw new JobError("usage", text, error);
  }
}
