import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import type { Log } from "../observe/log.ts";
import { sectionHint } from "../run-book/section-ids.ts";
import { inOrder, laidOver, type Note, notesPath, readNotes, replaceNotes, writeNotes } from "./sent-notes.ts";

/** Where it is noted which messages were sent. */
export interface NotePlaces {
  readonly stateFolder: string;
  /** Where it is noted while the state folder cannot be written, as on a full disk: else nobody would hear that this is over. */
  readonly fallbackFolder?: string | undefined;
}

/** What could be noted nowhere. A process that stays, as a schedule, knows it all the same. */
const unwritten = new Map<string, readonly Note[]>();

/** Which messages were sent, wherever that is noted, in their order. */
export async function readKeptNotes(places: NotePlaces): Promise<readonly Note[]> {
  const { stateFolder, fallbackFolder } = apart(places);
  const beside = fallbackFolder === undefined ? [] : await readNotes(fallbackFolder);
  return inOrder(inOrder(await readNotes(stateFolder), beside), unwritten.get(stateFolder) ?? []);
}

/** Notes what was sent. Where that cannot be done, it says so, and what comes of it. */
export async function keepNotes(places: NotePlaces, sent: readonly Note[], log: Log): Promise<void> {
  const { stateFolder, fallbackFolder } = apart(places);
  const why = await whyNot(async () => replaceNotes(stateFolder, laidOver(await readKeptNotes(places), sent)));
  if (why === undefined) {
    unwritten.delete(stateFolder);
    // Notes that stay there do no harm: those of the state folder are later ones.
    if (fallbackFolder !== undefined) await rm(notesPath(fallbackFolder), { force: true }).catch(() => {});
    return;
  }
  const whyNotBeside = fallbackFolder === undefined ? "" : await whyNot(() => writeNotes(fallbackFolder, sent));
  if (whyNotBeside === undefined) {
    log.info(`What was sent is noted in ${fallbackFolder}, because ${stateFolder} cannot be written (${why}).`);
    return;
  }
  unwritten.set(stateFolder, laidOver(unwritten.get(stateFolder) ?? [], sent));
  const where =
    whyNotBeside === ""
      ? `in ${stateFolder} (${why})`
      : `in ${stateFolder} (${why}) or ${fallbackFolder} (${whyNotBeside})`;
  const text = `What was sent could not be noted ${where}: a later process may send it once more, and will not say that it is over.`;
  log.warn(`${text} ${sectionHint("trouble-disk-full")}`, { event: "warning" });
}

/** One folder is no fallback of itself. */
function apart({ stateFolder, fallbackFolder }: NotePlaces): NotePlaces {
  const state = resolve(stateFolder);
  const fallback = fallbackFolder === undefined ? undefined : resolve(fallbackFolder);
  return { stateFolder: state, fallbackFolder: fallback === state ? undefined : fallback };
}

/** The system's code, as ENOSPC; undefined where it was done. */
async function whyNot(write: () => Promise<void>): Promise<string | undefined> {
  try {
    await write();
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "unknown";
  }
}
