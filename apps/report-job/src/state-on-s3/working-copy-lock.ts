import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { type Clock, stopwatch } from "../run/clock.ts";
import { waitIdly } from "../run/idle-waits.ts";
import { duckdbOptions } from "../state/duckdb-options.ts";
import { makeStateFolder } from "../state/make-state-folder.ts";
import { lockHolder, StateInUseError, scopeFolder, WAY_OUT_OF_USE } from "../state/open-state.ts";

const LOOK_EVERY_MS = 1000;

export interface LockWanted {
  readonly stateFolder: string;
  readonly scope: string;
  /** How long another process is waited for. */
  readonly waitMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Keeps other processes of this machine off a scope's copy: one that has lost its lease and lives on must not have its files taken
 * away, nor write among those of the next one. The system gives the lock back when the process dies.
 *
 * @returns what gives it back.
 * @throws {StateInUseError} another process of this machine works in the folder.
 */
export async function lockWorkingCopy(wanted: LockWanted): Promise<() => void> {
  const folder = scopeFolder(wanted.stateFolder, wanted.scope);
  await makeStateFolder(folder);
  const elapsedMs = stopwatch(wanted.clock);
  const startedMs = elapsedMs();
  for (;;) {
    try {
      const instance = await DuckDBInstance.create(join(folder, "working-copy.duckdb"), duckdbOptions());
      return () => instance.closeSync();
    } catch (error) {
      const holder = lockHolder(error);
      if (holder === undefined) throw error;
      const text = `The state ${folder} is in use by another run: ${holder} on this machine. ${WAY_OUT_OF_USE}.`;
      if (elapsedMs() - startedMs >= wanted.waitMs)
        throw new StateInUseError("unavailable", text, error, "reason-state-in-use");
    }
    await waitIdly(() => wanted.clock.sleep(LOOK_EVERY_MS, wanted.signal));
  }
}
