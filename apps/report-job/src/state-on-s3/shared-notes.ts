import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { notesOfBoth, notesPath } from "../notify/sent-notes.ts";
import { ownLabel } from "../publish/own-object.ts";
import type { StateStore } from "./state-bucket.ts";

const KEY = "notified.json";
const MOST_TRIES = 4;

/**
 * Which messages were sent, for all machines that share a bucket. A note that gets lost costs a message that is sent twice, or that
 * nobody hears that its trouble is over.
 */
export interface SharedNotes {
  /**
   * Brings those of this process to the bucket, beside what others have put there meanwhile.
   *
   * @param to the bucket, where that which they were fetched from is closed.
   */
  send(to?: StateStore, signal?: AbortSignal): Promise<void>;
}

/**
 * Brings the bucket's notes into the state folder, beside those that are there alone: of what was told while the bucket was out of
 * reach, or before it was asked.
 */
export async function fetchNotes(
  store: StateStore,
  prefix: string,
  stateFolder: string,
  signal: AbortSignal,
): Promise<SharedNotes> {
  const [key, path] = [`${prefix}${KEY}`, notesPath(stateFolder)];
  const read = async (): Promise<string> => await readFile(path, "utf8").catch(() => "");
  const found = await store.readVersion(key, { signal });
  await mkdir(dirname(path), { recursive: true });
  if (found !== undefined) {
    const here = await read();
    await writeFile(path, here === "" ? found.text : notesOfBoth(here, found.text));
  }
  const before = found?.text ?? "";
  return {
    async send(to = store, ending) {
      const mine = await read();
      if (mine === before) return;
      for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
        const there = await to.readVersion(key, { signal: ending });
        const text = notesOfBoth(there?.text ?? "", mine);
        if (text === there?.text) return;
        const condition = there === undefined ? ({ absent: true } as const) : { etag: there.etag };
        const label = ownLabel("application/json");
        if ((await to.putTextIf(key, text, label, condition, { signal: ending })) !== undefined) return;
      }
    },
  };
}
