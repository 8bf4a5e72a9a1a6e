import { slotFolderName } from "../report/publish/slot-folder-name.ts";

/** Where the things of a bucket stand; every key begins with the configured prefix. */
export interface BucketLayout {
  /** Names the publication that is valid of the newest slot. */
  readonly latest: string;
  /** What all keys of reports begin with. */
  readonly reports: string;
  /** What all keys of a slot's reports begin with. */
  slot(slot: string): string;
  /** Names the publication that is valid of a slot. */
  current(slot: string): string;
  /** What the keys of one publication of a slot begin with. */
  publication(slot: string, id: string): string;
  /** The object of a table, in Hive's layout. */
  table(name: string, slot: string): string;
}

/** What Hive, and all that came after it, take for no value. */
const NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

export function bucketLayout(configuredPrefix: string): BucketLayout {
  const prefix = configuredPrefix === "" || configuredPrefix.endsWith("/") ? configuredPrefix : `${configuredPrefix}/`;
  const reports = `${prefix}reports/`;
  const ofSlot = (slot: string): string => `${reports}${slotFolderName(slot)}/`;
  return {
    latest: `${prefix}latest.json`,
    reports,
    slot: ofSlot,
    current: (slot) => `${ofSlot(slot)}current.json`,
    publication: (slot, id) => `${ofSlot(slot)}${id}/`,
    table: (name, slot) =>
      `${prefix}tables/${name}/slot_date=${dateOf(slot)}/slot=${slotFolderName(slot)}/${name}.parquet`,
  };
}

/** The day with which a slot begins, as it was written; slots may have other names. */
function dateOf(slot: string): string {
  return /^\d{4}-\d{2}-\d{2}(?!\d)/.exec(slot)?.[0] ?? NO_VALUE;
}
