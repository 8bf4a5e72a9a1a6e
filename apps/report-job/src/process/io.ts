import type { Log } from "../observe/log.ts";
import type { LogFormat } from "../observe/log-format.ts";
import type { RunObserver, RunSubject } from "../observe/run-observer.ts";
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
  /** The same as `say`, with more for machines. */
  readonly log: Log;
  /** A random UUID of this process. */
  readonly runId: string;
  /** Writes messages in this format from now on, as a configuration asks for. */
  readonly logAs: (format: LogFormat) => Promise<void>;
  /** Draws progress from now on where somebody watches. */
  readonly watch: () => Promise<void>;
  /** Who sees the run of a scope. */
  readonly observe: (subject: RunSubject) => Promise<RunObserver>;
  readonly clock: Clock;
  /** Aborts when the process is asked to end. */
  readonly signal: AbortSignal;
}
