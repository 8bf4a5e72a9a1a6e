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
