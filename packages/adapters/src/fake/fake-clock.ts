/** The fake's time: the clock that it was given, and as far ahead of it as it was told to go. */
export class FakeClock {
  readonly #base: () => Date;
  #aheadMs = 0;

  constructor(base: () => Date) {
    this.#base = base;
  }

  readonly now = (): Date => new Date(this.#base().getTime() + this.#aheadMs);

  /** Goes ahead by so many milliseconds: scans end, URLs and tokens expire, quotas fill. */
  advance(ms: number): void {
    this.#aheadMs += ms;
  }
}
