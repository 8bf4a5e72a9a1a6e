import { readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "../run/make-folder.ts";

/** Notes of slots of which something is still to be done, kept in a folder of the state folder. */
export interface SlotNotes {
  /** Notes a slot; to be called before it may be left undone, so that no death goes unnoticed. */
  note(stateFolder: string, slot: string): Promise<void>;
  /** Takes the note back. One that cannot be removed does no harm. */
  forget(stateFolder: string, slot: string): Promise<void>;
  /** The slots that are noted, the newest note first. */
  slots(stateFolder: string): Promise<readonly string[]>;
}

/** @param folder in the state folder: scopes' folders there have names of another form. */
export function slotNotes(folder: string): SlotNotes {
  // A file for each slot, so that processes which note different slots at once do not write over each other.
  const pathOf = (stateFolder: string, slot: string): string => join(stateFolder, folder, encodeURIComponent(slot));
  return {
    note: async (stateFolder, slot) => {
      await makeFolder(join(stateFolder, folder));
      await writeFile(pathOf(stateFolder, slot), "");
    },
    forget: async (stateFolder, slot) => {
      await rm(pathOf(stateFolder, slot), { force: true }).catch(() => {});
    },
    slots: async (stateFolder) => {
      const names = await readdir(join(stateFolder, folder)).catch(() => []);
      const noted: { readonly slot: string; readonly notedMs: number }[] = [];
      for (const name of names) {
        const slot = slotOf(name);
        const note = await stat(join(stateFolder, folder, name)).catch(() => undefined);
        if (slot !== undefined && note !== undefined) noted.push({ slot, notedMs: note.mtimeMs });
      }
      return noted.toSorted((one, other) => other.notedMs - one.notedMs).map(({ slot }) => slot);
    },
  };
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
