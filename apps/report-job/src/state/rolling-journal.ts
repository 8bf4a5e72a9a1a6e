import { type CommitInterval, type Journal, openJournal } from "./journal.ts";
import { loadJournals, nextJournalPath } from "./load-journals.ts";
import type { State } from "./open-state.ts";

/** Work of a long run is taken into the state in parts of this size, so that its end takes no longer than its middle. */
const LARGEST_JOURNAL = 64 * 1024 * 1024;

/**
 * Journals of a run, one after the other: one that has grown large is taken into the state, and the next one begun.
 *
 * @param largest UTF-16 units, as `journal.append` is given them.
 */
export async function openRollingJournal(
  state: State,
  slot: string,
  interval: CommitInterval,
  largest: number = LARGEST_JOURNAL,
): Promise<Journal> {
  const open = async (): Promise<Journal> => openJournal(await nextJournalPath(state), interval);
  let current = await open();
  let length = 0;
  let rolling: Promise<void> | undefined;
  const roll = async (): Promise<void> => {
    await current.close();
    await loadJournals(state, slot);
    current = await open();
    length = 0;
  };
  return {
    append: async (rows) => {
      while (rolling !== undefined) await rolling;
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
      await current.close();
    },
  };
}
