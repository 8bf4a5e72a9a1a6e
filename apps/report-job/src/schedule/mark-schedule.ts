import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { shortText } from "../run/short-text.ts";
import { duckdbOptions } from "../state/duckdb-options.ts";
import { readLease, removeLease, writeLease } from "../state/lease.ts";
import { makeStateFolder } from "../state/make-state-folder.ts";
import { lockHolder } from "../state/open-state.ts";

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
    const holder = lockHolder(error);
    const lease = holder === undefined ? undefined : await readLease(folder);
    const since = lease === undefined ? "" : ` on ${shortText(lease.host)} since ${shortText(lease.since)}`;
    return { other: holder === undefined ? undefined : `${shortText(holder)}${since}`, remove: async () => {} };
  }
  await writeLease(folder, now).catch(() => {});
  return {
    other: undefined,
    remove: async () => {
      await removeLease(folder).catch(() => {});
      lock.closeSync();
    },
  };
}
