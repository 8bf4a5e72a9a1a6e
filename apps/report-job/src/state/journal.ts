import { type FileHandle, open } from "node:fs/promises";
import { JobError } from "../exit-code.ts";
import { outsideSentence } from "../run/outside-text.ts";

/** How much work may be repeated after a kill: a commit happens at whichever of these comes first. */
export interface CommitInterval {
  /** Units of work: pages of a discovery, or calls. */
  readonly units: number;
  readonly seconds: number;
}

/** The part of an open file that a journal needs. */
export type JournalFile = Pick<FileHandle, "appendFile" | "datasync" | "close">;

const LARGEST_BUFFER = 4 * 1024 * 1024;

/** An append-only file of work done. What `append` was given is durable when the next `commit` has ended. */
export interface Journal {
  /** Adds whole units of work. Waits while a full buffer is written, so that memory stays bounded. */
  append(rows: string): Promise<void>;
  /** Makes everything appended so far durable (write, then fdatasync). */
  commit(): Promise<void>;
  /** Commits and closes. */
  close(): Promise<void>;
}

/**
 * Opens a journal for appending.
 *
 * @throws {JobError} from any method, once the disk refused a write; nothing is acknowledged after that.
 */
export async function openJournal(
  path: string,
  interval: CommitInterval,
  openFile: (path: string) => Promise<JournalFile> = (name) => open(name, "a"),
): Promise<Journal> {
  const file = await guarded(path, () => openFile(path));
  let waiting: string[] = [];
  let waitingLength = 0;
  let units = 0;
  let trouble: unknown;
  let writing: Promise<void> = Promise.resolve();

  const commit = (): Promise<void> => {
    writing = writing.then(async () => {
      if (trouble !== undefined) throw trouble;
      if (waiting.length === 0) return;
      const text = waiting.join("");
      waiting = [];
      waitingLength = 0;
      units = 0;
      try {
        await guarded(path, () => writeDurably(file, text));
      } catch (error) {
        trouble = error;
        throw error;
      }
    });
    return writing;
  };
  // A rejected timer commit is not lost: `trouble` makes the next append reject.
  const timer = setInterval(() => void commit().catch(() => {}), interval.seconds * 1000);
  timer.unref();
  writing.catch(() => {});

  return {
    append: async (rows) => {
      if (trouble !== undefined) throw trouble;
      waiting.push(rows);
      waitingLength += rows.length;
      units += 1;
      if (units >= interval.units || waitingLength >= LARGEST_BUFFER) await commit();
    },
    commit,
    close: async () => {
      clearInterval(timer);
      try {
        await commit();
      } finally {
        await file.close();
      }
    },
  };
}

async function writeDurably(file: JournalFile, text: string): Promise<void> {
  await file.appendFile(text, "utf8");
  await file.datasync();
}

async function guarded<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new JobError(
      "unavailable",
      `The journal ${path} cannot be written: ${outsideSentence(message)} What was committed before is safe; free the disk and start the same run again.`,
      error,
      "trouble-disk-full",
    );
  }
}
