/** What the system says of disks, files and folders, in words: its codes tell an operator little. */
export const SYSTEM_WORDS: Readonly<Record<string, string>> = {
  ENOSPC: "disk full",
  EDQUOT: "disk quota used up",
  EROFS: "disk may only be read",
  EIO: "disk failed to read or write",
  EACCES: "no permission for a file or folder",
  EPERM: "no permission for a file or folder",
  ENOENT: "a file or folder is not there",
  ENOTDIR: "what stands in a folder's place is none",
  EMFILE: "too many open files",
  ENFILE: "too many open files",
};

/** What the system says of a disk, which DuckDB passes on without a code. */
const IN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/No space left on device|Disk quota exceeded|failed to offload data block/, "ENOSPC"],
  [/Read-only file system/, "EROFS"],
  [/Permission denied|Operation not permitted/, "EACCES"],
];

/** The system's code for what a text says of a disk; undefined where it says nothing of one. */
export function codeInWords(text: string): string | undefined {
  return IN_WORDS.find(([words]) => words.test(text))?.[1];
}
