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

/** What no other setting would mend: a disk that is full, may only be read, or fails. */
const DISKS_OWN: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EROFS", "EIO"]);
const NOT_OURS = /^(EACCES|EPERM)\b|Permission denied|Operation not permitted/;
/** No state folder is named as a way out: an empty one asks for everything again. */
export const EMPTY_STATE = "an empty state asks for every file again, and has no history";

/** Whether it is the disk that is full, may only be read, or fails: no mistake in a setting. */
export function isDisksOwnTrouble(error: unknown): boolean {
  return error instanceof Error && DISKS_OWN.has((error as NodeJS.ErrnoException).code ?? "");
}

/** What is to be done about a disk, as a part of a sentence. */
export function mendOfDisk(message: string): string {
  if (/^EROFS\b|Read-only file system/.test(message)) return "have the file system writable again";
  if (IN_THE_WAY.test(message)) return "mend what stands in the way";
  if (NOT_OURS.test(message)) return "let the user that the job runs as write there";
  return "free the disk, or mend what stands in the way";
}

/** Whether it is the disk that is to blame, not what stands on it. */
export function isDiskTrouble(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof JobError) return false;
  return CODES.has((error as NodeJS.ErrnoException).code ?? "") || TEXTS.test(error.message);
}

/** Trouble with the disk below a state, for people. */
export function diskTrouble(folder: string, error: unknown): JobError {
  const message = error instanceof Error ? error.message : String(error);
  const isInTheWay = IN_THE_WAY.test(message);
  return new JobError(
    "unavailable",
    `The state ${folder} cannot be written: ${outsideSentence(message)} What was committed before is safe: ${mendOfDisk(message)}, and start the same command again.`,
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
