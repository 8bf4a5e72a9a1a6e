import type { Log } from "../observe/log.ts";
import type { Progress } from "../run/progress.ts";
import { lineProgress } from "./line-progress.ts";
import type { ProgressTimes } from "./progress-times.ts";

/** A terminal, or a pipe or file that is none. */
export type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** Whether somebody watches, and lines can be redrawn in their place. */
export function isWatched({ isTTY, columns }: ProgressStream): boolean {
  // A terminal without a width (some CI systems have one) could not redraw in its place.
  return isTTY === true && (columns ?? 0) > 0;
}

/** A bar where somebody watches, plain lines (to the log) where a file or a pipe takes them. */
export async function progressFor(
  stream: ProgressStream,
  log: Log,
  times: ProgressTimes,
  shown: (text: string) => string,
): Promise<Progress> {
  if (!isWatched(stream)) return lineProgress(log, times);
  const { terminalProgress } = await import("./terminal-progress.ts");
  return terminalProgress(stream, times, shown);
}
