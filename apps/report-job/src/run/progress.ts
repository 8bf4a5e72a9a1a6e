/** Told how a run goes on; what it makes of it is its own business. */
export interface Progress {
  /**
   * A step begins, in words a person understands; `total` where the amount of work is known, in `unit`.
   *
   * @param waitsFor what the step waits for while nothing advances, as 'answers'.
   */
  begin(step: string, unit: string, total?: number, waitsFor?: string): void;
  advance(amount: number): void;
  /** The step is over; `summary` says what came of it. */
  end(summary: string): void;
  /** Something worth a line of its own. */
  say(line: string): void;
}
