import type { Repeat } from "./repeat.ts";

/** Time, as far as progress needs it. */
export interface ProgressTimes {
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** What the clock on the wall says. */
  readonly date: () => Date;
  readonly repeat: Repeat;
  /** Where the person is who reads it; that of this machine where it is not given. */
  readonly timeZone?: string;
}
