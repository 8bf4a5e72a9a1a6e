import type { LogAbout, LogLevel } from "../observe/log.ts";
import type { RateGauge } from "../observe/rate-gauge.ts";

/** Told how a run goes on; what it makes of it is its own business. */
export interface Progress {
  /**
   * A step begins, in words a person understands; `total` where the amount of work is known, in `unit`.
   *
   * @param waitsFor what the step waits for while nothing advances, as 'answers'.
   * @param gauge shows how fast the step's calls go, which tells what of the quota is used, and how long it takes.
   */
  begin(step: string, unit: string, total?: number, waitsFor?: string, gauge?: RateGauge): void;
  /** @param isAnswered whether somebody answered; what failed is done, too. @default true */
  advance(amount: number, isAnswered?: boolean): void;
  /** The step is over; `summary` says what came of it. */
  end(summary: string): void;
  /** Something worth a line of its own. `about` is for machines: the `code` of an error, numbers that the line holds. */
  say(line: string, about?: LogAbout & { readonly level?: LogLevel }): void;
}
