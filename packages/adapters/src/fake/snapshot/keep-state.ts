import type { ConnectState } from "../connect-state/connect-state.ts";
import { readStateFile, writeStateFile } from "./state-file.ts";

/** A state that is kept in a file. */
export interface KeptState {
  /** Whether the file was there. */
  readonly found: boolean;
  /** Writes what has changed. */
  save(): Promise<void>;
  /** Writes what has changed, and keeps it no longer. */
  close(): Promise<void>;
}

/** How what is held is kept in a file. */
export interface KeepOptions {
  /** How long a change may wait before it is written, in milliseconds. @default 1000 */
  readonly afterMs?: number;
  /** Called where the file cannot be written; what is held stays held, and the next change tries again. */
  readonly onTrouble?: (error: unknown) => void;
}

/**
 * Reads a state from its file, and writes it there whenever it has changed.
 *
 * @throws {Error} the file cannot be read.
 */
export async function keepState(path: string, state: ConnectState, options: KeepOptions = {}): Promise<KeptState> {
  const { afterMs = 1000, onTrouble = () => {} } = options;
  const found = await readStateFile(path, state);
  let saved = found ? state.version : "";
  let writing: Promise<void> = Promise.resolve();
  const save = (): Promise<void> => {
    writing = writing
      .catch(() => {})
      .then(async () => {
        const { version } = state;
        if (version === saved) return;
        await writeStateFile(path, state);
        saved = version;
      });
    return writing;
  };
  let isIdle = true;
  let told = "";
  const timer = setInterval(() => {
    // A large state takes longer to write than the interval; then only one write is under way.
    if (!isIdle) return;
    isIdle = false;
    void save()
      .then(() => {
        told = "";
      })
      .catch((error: unknown) => {
        // The same trouble every second is one trouble.
        if (String(error) !== told) onTrouble(error);
        told = String(error);
      })
      .finally(() => {
        isIdle = true;
      });
  }, afterMs);
  timer.unref();
  return {
    found,
    save,
    close: async () => {
      clearInterval(timer);
      await save();
    },
  };
}
