/** The last moment that dates of AWS's form can name. */
const END_OF_TIME = Date.UTC(9999, 11, 31);

/** The fake's time: the clock that it was given, and as far ahead of it as it was told to go. */
export class FakeClock {
  readonly #base: () => Date;
  #aheadMs = 0;

  constructor(base: () => Date) {
    this.#base = base;
  }

  /** How far it is ahead, in milliseconds. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  readonly now = (): Date => new Date(this.#base().getTime() + this.#aheadMs);

  /** The clock that it was given: what clients take for the time. */
  readonly base = (): Date => this.#base();

  /**
   * Goes ahead by so many milliseconds: scans end, URLs and tokens expire, quotas fill.
   *
   * @throws {RangeError} less than 0, or beyond the year 9999.
   */
  advance(ms: number): void {
    if (!Number.isFinite(ms) || ms < 0 || this.now().getTime() + ms > END_OF_TIME) {
      throw new RangeError(
        `the clock goes ahead by 0 milliseconds or more, and not beyond the year 9999; not by ${ms}`,
      );
    }
    this.#aheadMs += ms;
  }

  /** Goes to where it was when a snapshot was taken, be that back. */
  restore(aheadMs: number): void {
    this.#aheadMs = aheadMs;
  }
}
