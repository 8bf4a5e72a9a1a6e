import type { Clock } from "../run/clock.ts";
import type { Progress } from "../run/progress.ts";

/** Everything a command may touch of the process that runs it. */
export interface Io {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Results only. */
  readonly out: (text: string) => void;
  /** Everything else: a line for people. */
  readonly say: (line: string) => void;
  readonly progress: Progress;
  readonly clock: Clock;
  /** Aborts when the process is asked to end. */
  readonly signal: AbortSignal;
}
