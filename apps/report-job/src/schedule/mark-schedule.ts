import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { shortText } from "../run/short-text.ts";
import { duckdbOptions } from "../state/duckdb-options.ts";
import { readHolder, removeHolder, writeHolder } from "../state/holder.ts";
import { makeStateFolder } from "../state/make-state-folder.ts";
import { lockHolder } from "../state/open-state.ts";

/** Says whose mark it is: a schedule has no lease, and keeps nobody out. */
const NOTE = "mark.json";

/** A schedule's own mark in a state folder, or who has set one there. */
export interface ScheduleMark {
  /** The schedule that was there first, as `/usr/bin/node (PID 4711) on ops-1 since …`; undefined where there is none. */
  readonly other: string | undefined;
  remove(): Promise<void>;
}

/**
 * Marks a state folder as that of a schedule for as long as this process lives: the lock is the system's, which takes it away from a
 * process that dies. It keeps nobody out. Where a mark cannot be set, none is: runs say what is wrong with the folder.
 */
export async function markSchedule(stateFolder: string, now: Date): Promise<ScheduleMark> {
  const folder = join(stateFolder, "schedule");
  let lock: DuckDBInstance;
  try {
    await makeStateFolder(folder);
    lock = await DuckDBInstance.create(join(folder, "lock.duckdb"), duckdbOptions());
  } catch (error) {
    const locked = lockHolder(error);
    const other = locked === undefined ? undefined : await readHolder(folder, NOTE);
    const since = other === undefined ? "" : ` on ${shortText(other.host)} since ${shortText(other.since)}`;
    return { other: locked === undefined ? undefined : `${shortText(locked)}${since}`, remove: async () => {} };
  }
  await writeHolder(folder, now, NOTE).catch(() => {});
  return {
    other: undefined,
    remove: async () => {
      await removeHolder(folder, NOTE).catch(() => {});
      lock.closeSync();
    },
  };
}
