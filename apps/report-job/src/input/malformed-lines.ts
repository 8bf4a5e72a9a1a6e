import { type FileHandle, open, rm } from "node:fs/promises";

/** So many are told as they are met; a person who sees them knows what is wrong with the others. */
export const MALFORMED_LINES_TOLD = 100;
const WRITTEN_AT_A_TIME = 1000;

/** Tells of malformed lines, however many there are, in bounded memory. */
export interface MalformedLines {
  readonly count: number;
  tell(text: string): Promise<void>;
  /** Says how many were not told, and where all of them stand. */
  end(): Promise<void>;
}

/**
 * Says the first hundred, and writes all of them to a file where there are more. A file of an earlier list is removed.
 *
 * @throws whatever the disk says.
 */
export function malformedLines(path: string, say: (line: string) => void): MalformedLines {
  let count = 0;
  let waiting: string[] = [];
  let file: FileHandle | undefined;
  const write = async (): Promise<void> => {
    file ??= await open(path, "w");
    await file.appendFile(waiting.map((text) => `${text}\n`).join(""));
    waiting = [];
  };
  return {
    get count() {
      return count;
    },
    tell: async (text) => {
      count += 1;
      if (count <= MALFORMED_LINES_TOLD) say(text);
      waiting.push(text);
      if (waiting.length >= WRITTEN_AT_A_TIME) await write();
    },
    end: async () => {
      if (count <= MALFORMED_LINES_TOLD) return await rm(path, { force: true });
      await write();
      await file?.close();
      const more = (count - MALFORMED_LINES_TOLD).toLocaleString("en");
      say(`… and ${more} more malformed lines; all of them stand in ${path}`);
    },
  };
}
