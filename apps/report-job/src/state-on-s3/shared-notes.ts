import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { mergedNotes, notesPath } from "../notify/sent-notes.ts";
import { ownLabel } from "../publish/own-object.ts";
import type { StateStore } from "./state-bucket.ts";

const KEY = "notified.json";
const MOST_TRIES = 4;

/**
 * Which messages were sent, for all machines that share a bucket. A note that gets lost costs a message that is sent twice, and never
 * one that is not sent.
 */
export interface SharedNotes {
  /**
   * Brings those of this process to the bucket, beside what others have put there meanwhile.
   *
   * @param to the bucket, where that which they were fetched from is closed.
   */
  send(to?: StateStore, signal?: AbortSignal): Promise<void>;
}

/** Lays the bucket's notes into the state folder, in the place of those that are there. */
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
  if (found !== undefined) await writeFile(path, found.text);
  const before = await read();
  return {
    async send(to = store, ending) {
      const mine = await read();
      if (mine === before) return;
      for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
        const there = await to.readVersion(key, { signal: ending });
        const text = mergedNotes(there?.text ?? "", mine);
        if (text === there?.text) return;
        const condition = there === undefined ? ({ absent: true } as const) : { etag: there.etag };
        const label = ownLabel("application/json");
        if ((await to.putTextIf(key, text, label, condition, { signal: ending })) !== undefined) return;
      }
    },
  };
}
