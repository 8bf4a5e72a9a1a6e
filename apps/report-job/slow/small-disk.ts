import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, statfsSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A disk of its own that can be filled, and closed to those who write. */
export interface SmallDisk {
  readonly folder: string;
  /** Leaves so many bytes free. */
  leave(bytes: number): void;
  /** Frees what was filled. */
  free(): void;
  /** Lets nobody write on it, until it is `writable` again. */
  readOnly(): void;
  writable(): void;
  unmount(): void;
}

const SIZE = "64m";

/** Mounts a small disk; undefined where that is not allowed. */
export function smallDisk(): SmallDisk | undefined {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "attached-files-disk-")));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE}`, "none", folder], { stdio: "ignore" });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const filler = join(folder, "filler");
  const free = (): void => writeFileSync(filler, "");
  return {
    folder,
    leave: (bytes) => {
      free();
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(bavail * bsize));
      truncateSync(filler, Math.max(0, bavail * bsize - bytes));
    },
    free,
    readOnly: () => execFileSync("mount", ["-o", "remount,ro", folder]),
    writable: () => execFileSync("mount", ["-o", "remount,rw", folder]),
    unmount: () => {
      execFileSync("umount", [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
