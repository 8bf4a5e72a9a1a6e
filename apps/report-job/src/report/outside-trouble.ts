import { JobError } from "../exit-code.ts";

const OUTSIDE: ReadonlySet<string> = new Set([
  "ENOSPC",
  "EDQUOT",
  "EACCES",
  "EPERM",
  "EROFS",
  "ENOTDIR",
  "EEXIST",
  "EIO",
  "EMFILE",
  "ENAMETOOLONG",
]);

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
    throw new JobError(
      "unavailable",
      `The report in ${folder} cannot be written: ${(error as Error).message.trim()}. What stood there stands, and the state is safe: free the disk, or mend what stands in the way, then 'attached-files report' writes it.`,
      error,
      "trouble-disk-full",
    );
  }
}

function isOutside(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (OUTSIDE.has((error as NodeJS.ErrnoException).code ?? "")) return true;
  // DuckDB's errors carry no code, but begin with their kind.
  return /^(IO|Out of Memory) Error/.test(error.message);
}
