import { JobError } from "../exit-code.ts";
import { outsideSentence } from "../run/outside-text.ts";

/** What a disk says that is full, read-only, or not ours to write on: Node.js's codes … */
const CODES: ReadonlySet<string> = new Set([
  "ENOSPC",
  "EDQUOT",
  "EFBIG",
  "EROFS",
  "EACCES",
  "EPERM",
  "EIO",
  "EISDIR",
  "ENOTDIR",
  "EMFILE",
]);
/** … and the system's texts for them, which DuckDB passes on without a code. */
const TEXTS =
  /No space left on device|Disk quota exceeded|File too large|Read-only file system|Permission denied|Operation not permitted|Input\/output error|Is a directory|Not a directory|Too many open files|failed to offload data block/;

/** What no room on a disk would mend. */
const IN_THE_WAY = /^ENOTDIR\b|Not a directory/;

/** Whether it is the disk that is to blame, not what stands on it. */
export function isDiskTrouble(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof JobError) return false;
  return CODES.has((error as NodeJS.ErrnoException).code ?? "") || TEXTS.test(error.message);
}

/** Trouble with the disk below a state, for people. */
export function diskTrouble(folder: string, error: unknown): JobError {
  const message = error instanceof Error ? error.message : String(error);
  const isInTheWay = IN_THE_WAY.test(message);
  const isReadOnly = /^EROFS\b|Read-only file system/.test(message);
  const mend = isReadOnly
    ? "name a folder that may be written, or have the file system writable"
    : isInTheWay
      ? "mend what stands in the way"
      : "free the disk, or mend what stands in the way";
  return new JobError(
    "unavailable",
    `The state ${folder} cannot be written: ${outsideSentence(message)} What was committed before is safe: ${mend}, and start the same command again.`,
    error,
    isInTheWay ? undefined : "trouble-disk-full",
  );
}

/**
 * Does work on a state.
 *
 * @throws {JobError} unavailable, where the disk refuses it; whatever else the work throws.
 */
export async function unlessDiskRefuses<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isDiskTrouble(error) ? diskTrouble(folder, error) : error;
  }
}
