import type { Progress } from "../run/progress.ts";
import { lineProgress } from "./line-progress.ts";
import { type Repeat, systemRepeat } from "./repeat.ts";
import { terminalProgress } from "./terminal-progress.ts";

/** A bar where somebody watches, plain lines (to `say`) where a log or a pipe takes them. */
export function progressFor(
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number },
  say: (line: string) => void,
  now: () => number,
  repeat: Repeat = systemRepeat,
): Progress {
  // A terminal without a width (some CI systems have one) could not redraw in its place.
  const isWatched = stream.isTTY === true && (stream.columns ?? 0) > 0;
  return isWatched ? terminalProgress(stream, now, repeat) : lineProgress(say, now, repeat);
}
