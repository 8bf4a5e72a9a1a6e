import { JobError } from "../exit-code.ts";
import { outsideSentence } from "../run/outside-text.ts";
import { mendOfDisk } from "../state/disk-trouble.ts";

const OUTSIDE: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EACCES", "EPERM", "EROFS", "EIO"]);
/** What no room on a disk would mend. */
const IN_THE_WAY: ReadonlySet<string> = new Set(["ENOTDIR", "EEXIST", "EMFILE", "ENAMETOOLONG"]);

/**
 * Does the work, and says of trouble with the disk what a person can do. Anything else is a defect and stays as it is.
 *
 * @throws {JobError} the folder, or the room to sort in, cannot be written.
 */
export async function unavailableIfOutside<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isOutside(error)) throw error;
    const isInTheWay = IN_THE_WAY.has(codeOf(error));
    const { message } = error as Error;
    const mend = isInTheWay ? "mend what stands in the way" : mendOfDisk(message);
    throw new JobError(
      "unavailable",
      `The report in ${folder} cannot be written: ${outsideSentence(message)} What stood there stands, and the state is safe: ${mend}, then 'attached-files report' writes it.`,
      error,
      isInTheWay ? undefined : "trouble-disk-full",
    );
  }
}

function isOutside(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (OUTSIDE.has(codeOf(error)) || IN_THE_WAY.has(codeOf(error))) return true;
  // DuckDB's errors carry no code, but begin with their kind.
  return /^(IO|Out of Memory) Error/.test(error.message);
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "";
}
