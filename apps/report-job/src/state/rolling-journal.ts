import { type CommitInterval, type Journal, openJournal } from "./journal.ts";
import { loadJournals, nextJournalPath } from "./load-journals.ts";
import type { State } from "./open-state.ts";

/** Work of a long run is taken into the state in parts of this size, so that its end takes no longer than its middle. */
const LARGEST_JOURNAL = 64 * 1024 * 1024;

/**
 * Journals of a run, one after the other: one that has grown large is taken into the state while the next one is written.
 * Trouble of the state rejects the next `append`, or `close`.
 *
 * @param largest UTF-16 units, as `journal.append` is given them.
 */
export async function openRollingJournal(
  state: State,
  slot: string,
  interval: CommitInterval,
  largest: number = LARGEST_JOURNAL,
): Promise<Journal> {
  let path = await nextJournalPath(state);
  let current = await openJournal(path, interval);
  let length = 0;
  let rolling: Promise<void> | undefined;
  let loading: Promise<void> = Promise.resolve();
  let trouble: { readonly error: unknown } | undefined;
  const roll = async (): Promise<void> => {
    // One at a time: where the state is slower than the source, the source waits, and not the disk.
    await loading;
    await current.close();
    const full = path;
    path = await nextJournalPath(state);
    current = await openJournal(path, interval);
    length = 0;
    loading = loadJournals(state, slot, full);
    loading.catch((error: unknown) => {
      trouble ??= { error };
    });
  };
  return {
    append: async (rows) => {
      while (rolling !== undefined) await rolling;
      if (trouble !== undefined) throw trouble.error;
      await current.append(rows);
      length += rows.length;
      if (length < largest || rolling !== undefined) return;
      rolling = roll().finally(() => {
        rolling = undefined;
      });
      await rolling;
    },
    commit: async () => {
      await rolling;
      await current.commit();
    },
    close: async () => {
      await rolling?.catch(() => {});
      try {
        await loading;
      } finally {
        await current.close();
      }
    },
  };
}
