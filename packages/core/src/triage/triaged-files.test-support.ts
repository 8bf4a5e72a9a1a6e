import type { TriagedFile } from "./triage-files.ts";

export const NOON_MS: number = Date.UTC(2026, 10, 24, 12);
export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

const TYPES = ["pdf", "png", "docx", "jpg", "txt"] as const;

export interface Batch {
  readonly files: number;
  readonly fromMs: number;
  /** Over how long they are spread evenly. */
  readonly overMs: number;
  /** How many of them are rejected, spread evenly. */
  readonly rejected: number;
  /** @default 7 */
  readonly uploaders?: number;
  /** @default 5 */
  readonly types?: number;
  /** Who begins. @default 0 */
  readonly turn?: number;
}

/** Files that come evenly, of uploaders and types in turn. */
export function batchOf({ files, fromMs, overMs, rejected, uploaders = 7, types = 5, turn = 0 }: Batch): TriagedFile[] {
  return Array.from({ length: files }, (_, index) => ({
    createdAtMs: fromMs + Math.floor((index * overMs) / files),
    isRejected: Math.floor(((index + 1) * rejected) / files) > Math.floor((index * rejected) / files),
    uploader: `agent ${(index + turn) % uploaders}`,
    // Not in step with the uploaders, and not with the rejections.
    fileType: TYPES[(Math.floor(index / uploaders) + turn) % types],
  }));
}

/** Thirty days before noon, with three rejected of a hundred files a day, and none in the hours around noon. */
export function quietMonth(): TriagedFile[] {
  return Array.from({ length: 30 }, (_, day) =>
    batchOf({
      files: 100,
      fromMs: NOON_MS - (day + 1) * DAY_MS - 5 * 3_600_000,
      overMs: 10 * 3_600_000,
      rejected: 3,
      turn: day,
    }),
  ).flat();
}
