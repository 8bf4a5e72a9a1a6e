import { readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "../run/make-folder.ts";

/** In the state folder: scopes' folders there have names of another form. */
const FOLDER = "unpublished";

/** Notes that a slot's report is not in the bucket yet; to be called before it is written, so that no death goes unnoticed. */
export async function noteUnpublished(stateFolder: string, slot: string): Promise<void> {
  await makeFolder(join(stateFolder, FOLDER));
  await writeFile(notePath(stateFolder, slot), "");
}

/** Takes the note back: the report is in the bucket, or there is none. One that cannot be removed does no harm. */
export async function forgetUnpublished(stateFolder: string, slot: string): Promise<void> {
  await rm(notePath(stateFolder, slot), { force: true }).catch(() => {});
}

/** The slots that are noted, the newest note first. */
export async function unpublishedSlots(stateFolder: string): Promise<readonly string[]> {
  const names = await readdir(join(stateFolder, FOLDER)).catch(() => []);
  const noted: { readonly slot: string; readonly notedMs: number }[] = [];
  for (const name of names) {
    const slot = slotOf(name);
    const note = await stat(join(stateFolder, FOLDER, name)).catch(() => undefined);
    if (slot !== undefined && note !== undefined) noted.push({ slot, notedMs: note.mtimeMs });
  }
  return noted.toSorted((one, other) => other.notedMs - one.notedMs).map(({ slot }) => slot);
}

// A file for each slot, so that processes which note different slots at once do not write over each other.
function notePath(stateFolder: string, slot: string): string {
  return join(stateFolder, FOLDER, encodeURIComponent(slot));
}

/** Nothing where the name is none that a note has. */
function slotOf(name: string): string | undefined {
  try {
    const slot = decodeURIComponent(name);
    return encodeURIComponent(slot) === name && /^[A-Za-z0-9][A-Za-z0-9:.+_-]{0,63}$/.test(slot) ? slot : undefined;
  } catch {
    return undefined;
  }
}
