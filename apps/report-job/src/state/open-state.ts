import { stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { JobError } from "../exit-code.ts";
import { outsideSentence } from "../run/outside-text.ts";
import { shortText } from "../run/short-text.ts";
import { bringUpToDate } from "./bring-up-to-date.ts";
import { diskTrouble, isDiskTrouble, unlessDiskRefuses } from "./disk-trouble.ts";
import { duckdbOptions, type StateLimits } from "./duckdb-options.ts";
import { readHolder, removeHolder, writeHolder } from "./holder.ts";
import { makeStateFile } from "./make-state-file.ts";
import { makeStateFolder } from "./make-state-folder.ts";

/** The state of one scope, open for one process alone. */
export interface State {
  readonly folder: string;
  readonly connection: DuckDBConnection;
  /** Does away with a journal that was taken into it. */
  dismissJournal(path: string): Promise<void>;
  /** Another connection to the same state, for whoever reads while something is written. It closes it itself. */
  connect(): Promise<DuckDBConnection>;
  close(): Promise<void>;
}

export interface StateOptions extends StateLimits {
  /** What becomes of a journal that was taken into the state. @default it is removed */
  readonly onJournalTaken?: (path: string) => Promise<void>;
}

/** Where a scope's state stands below the state folder. */
export function scopeFolder(stateFolder: string, scope: string): string {
  return join(stateFolder, `scope=${encodeURIComponent(scope)}`);
}

export function stateFilePath(stateFolder: string, scope: string): string {
  return join(scopeFolder(stateFolder, scope), "state.duckdb");
}

export function journalFolder(folder: string): string {
  return join(folder, "journal");
}

/**
 * Opens a scope's state, creating it where there is none.
 *
 * @throws {JobError} another process holds it, it cannot be written, it is damaged, or a newer version made it.
 */
export async function openState(stateFolder: string, scope: string, options: StateOptions = {}): Promise<State> {
  const folder = scopeFolder(stateFolder, scope);
  const file = stateFilePath(stateFolder, scope);
  await makeStateFolder(journalFolder(folder), folder);
  await unlessDiskRefuses(folder, () => makeStateFile(file));
  const instance = await openInstance(folder, file, options);
  const connection = await instance.connect();
  const state: State = {
    folder,
    connection,
    dismissJournal: options.onJournalTaken ?? unlink,
    connect: () => instance.connect(),
    close: async () => {
      // Whatever became of the note, the lock has to go.
      await removeHolder(folder).catch(() => {});
      connection.closeSync();
      instance.closeSync();
    },
  };
  try {
    await unlessDiskRefuses(folder, async () => {
      await writeHolder(folder, new Date());
      await connection.run("SET timezone='UTC'");
      await bringUpToDate(connection, file);
    });
  } catch (error) {
    await state.close();
    throw error;
  }
  return state;
}

async function openInstance(folder: string, file: string, limits: StateLimits): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(file, duckdbOptions(limits));
  } catch (error) {
    const message = messageOf(error);
    const holder = lockHolder(error);
    if (holder !== undefined) {
      throw await inUse(folder, file, holder, error);
    }
    if (isDiskTrouble(error)) throw diskTrouble(folder, error);
    const size = await stat(file).then(
      (entry) => `${entry.size} bytes`,
      () => "not there",
    );
    throw new JobError(
      "unavailable",
      `The state ${file} (${size}) cannot be opened: ${outsideSentence(message)} If it is damaged, move its folder away and start again: reports stay as they are; lost is what an unfinished run had learned, and which files were known, until the next search finds them again.`,
      error,
      "reason-state-unreadable",
    );
  }
}

/** Who has the lock that DuckDB wants, for people; undefined where the trouble is another one. */
export function lockHolder(error: unknown): string | undefined {
  // "Could not set lock on file …: Conflicting lock is held in /usr/bin/node (PID 4711)", or "… in PID 0" where the system
  // has no id here for whoever holds it.
  const holder = /Conflicting lock is held in (.*?\(PID \d+\)|PID \d+)/s.exec(messageOf(error))?.[1];
  return holder === "PID 0" ? "a process of another container" : holder;
}

/** Another process works on the state; it may end. */
export class StateInUseError extends JobError {}

/** What to do about it, true in every command that meets it: of them, only `run` has the flag. */
export const WAY_OUT_OF_USE =
  "Wait for it to end, or give --wait, which 'run' has; a second schedule of the same state must be ended";

async function inUse(folder: string, file: string, holder: string, error: unknown): Promise<StateInUseError> {
  const noted = await readHolder(folder);
  const since = noted === undefined ? "" : ` on ${shortText(noted.host)} since ${shortText(noted.since)}`;
  const text = `The state ${file} is in use by another run: ${holder}${since}. ${WAY_OUT_OF_USE}.`;
  return new StateInUseError("unavailable", text, error, "reason-state-in-use");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
