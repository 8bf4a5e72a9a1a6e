import { statfs } from "node:fs/promises";
import { join } from "node:path";
import type { PlannedScope } from "../../planning/plan-schema.ts";
import { type Finding, failed, passed, unknown } from "../finding.ts";

/**
 * What a run writes for a file, its state and one report, in bytes: 2,891 in the demo (`du -sb .demo/state .demo/report` by its
 * 6,699 files, 2026-11), and room for longer names and tags.
 */
export const BYTES_PER_FILE = 5000;
/** Room for so many files needs no second look, where nobody knows how many there will be. */
const MANY_FILES = 1_000_000;

/**
 * Whether the disks have room for what the next run writes: what is known says how much, of a first run nobody can say it.
 *
 * @param folders that are written, or will be made.
 * @param freeIn how many bytes are free in one; undefined where that cannot be read.
 */
export async function diskFinding(
  folders: readonly string[],
  planned: readonly PlannedScope[],
  freeIn: (folder: string) => Promise<number | undefined> = freeBytes,
): Promise<Finding> {
  const subject = { check: "disk" } as const;
  const rooms = await Promise.all(folders.map((folder) => freeIn(folder)));
  const known = rooms.filter((room) => room !== undefined);
  if (known.length === 0) return unknown(subject, "the free room could not be read", "See to the folders above.");
  const free = Math.min(...known);
  const roomFor = Math.floor(free / BYTES_PER_FILE);
  if (roomFor === 0) {
    const next = "Free some, or name folders on a larger disk.";
    return failed(
      subject,
      `${free.toLocaleString("en")} bytes are free, too few for a single file`,
      next,
      "unavailable",
    );
  }
  const text = `${size(free)} are free, room for some ${roomFor.toLocaleString("en")} files`;
  const files = planned.reduce((sum, scope) => sum + scope.files, 0);
  const are = `${files.toLocaleString("en")} ${files === 1 ? "is" : "are"} known`;
  // A state is written beside the old one before that goes, and a report too.
  const needed = files * BYTES_PER_FILE * 2;
  if (free < needed) {
    const next = `Free ${size(needed - free)}, or name folders on a larger disk.`;
    return failed(subject, `${text}; ${are}, whose next run may need ${size(needed)}`, next, "unavailable");
  }
  const unknowns = planned.filter(({ isKnown, unreadable }) => !isKnown || unreadable !== null);
  const told = howMany(are, planned, unknowns);
  if (unknowns.length === 0 && planned.length > 0) return passed(subject, `${text}; ${told}`);
  if (roomFor >= MANY_FILES) return passed(subject, `${text}; ${told}`);
  return unknown(subject, `${text}; ${told}`, "Check again after the first run.");
}

/** How many files there are, as far as the states tell. */
function howMany(are: string, planned: readonly PlannedScope[], unknowns: readonly PlannedScope[]): string {
  if (unknowns.length === planned.length) return "how many there are is not known yet";
  if (unknowns.length === 0) return are;
  return `${are}, and how many there are of ${unknowns.map(({ scope }) => scope).join(", ")} is not known yet`;
}

/** Of the disk that a folder, or the nearest one above it that is there, stands on. */
async function freeBytes(folder: string): Promise<number | undefined> {
  for (let path = folder; ; path = join(path, "..")) {
    try {
      const { bavail, bsize } = await statfs(path);
      return bavail * bsize;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || path === join(path, "..")) return undefined;
    }
  }
}

function size(bytes: number): string {
  const gib = bytes / 1024 ** 3;
  return gib >= 1 ? `${gib.toFixed(1)} GiB` : `${Math.ceil(bytes / 1024 ** 2)} MiB`;
}
