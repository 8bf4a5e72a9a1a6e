import type { Journal } from "../state/journal.ts";

/** A journal that keeps its units of work for a test to read. */
export function memoryJournal(): Journal & { readonly units: string[] } {
  const units: string[] = [];
  return {
    units,
    append: async (rows) => {
      units.push(rows);
    },
    commit: async () => {},
    close: async () => {},
  };
}
