import { DuckDBInstance } from "@duckdb/node-api";
import { duckdbOptions } from "../state/duckdb-options.ts";
import { lockHolder, StateInUseError, WAY_OUT_OF_USE } from "../state/open-state.ts";

/**
 * Does something while no process has the state's file open for writing, also none that keeps its state in the folder alone and
 * knows of no other lock.
 *
 * @param path of the state's file, which need not be there.
 * @throws {StateInUseError} one has.
 */
export async function whileStateIsUnused<T>(path: string, work: () => Promise<T>): Promise<T> {
  const instance = await openedToRead(path);
  try {
    return await work();
  } finally {
    instance?.closeSync();
  }
}

/** Opened to be read it is locked as well, and nothing is written to it when it is closed. */
async function openedToRead(path: string): Promise<DuckDBInstance | undefined> {
  try {
    return await DuckDBInstance.create(path, { ...duckdbOptions(), access_mode: "READ_ONLY" });
  } catch (error) {
    const holder = lockHolder(error);
    // One that is not there, or cannot be opened for another reason, is not open elsewhere.
    if (holder === undefined) return undefined;
    const text = `The state ${path} is in use by another run: ${holder} on this machine. ${WAY_OUT_OF_USE}.`;
    throw new StateInUseError("unavailable", text, error, "reason-state-in-use");
  }
}
