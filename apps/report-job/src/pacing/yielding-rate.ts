/** What a throttle leaves of the rate. */
const LEFT_BY_THROTTLE = 0.7;

/** Part of the configured rate that is always kept, so that somebody notices when the throttling ends. */
const LEAST_PART = 1 / 20;

/** However low the configured rate: a request in so many seconds still probes. */
const LEAST_PROBE_SECONDS = 30;

/** How long it takes to go from the rate that was throttled to twice that rate. */
const DOUBLING_SECONDS = 60;

/** As good as unlimited. */
const BEYOND_ALL_PER_SECOND = 100_000;

/** Seconds in which the rate comes back to where it was throttled, by the curve below. */
const BACK_SECONDS = DOUBLING_SECONDS * Math.cbrt(1 - LEFT_BY_THROTTLE);

interface Throttle {
  readonly atMs: number;
  /** The rate that was too much, in requests a second. */
  readonly rate: number;
}

/**
 * A rate that yields to whoever else spends the quota: a throttle leaves 7 tenths of it, and quiet raises it again, along
 * the curve of TCP's CUBIC. It comes back quickly to what was too much the last time, stays there for a while, and then goes
 * on, quicker and quicker, up to the configured rate; some two minutes after one throttle, four after a storm.
 * All of it is in proportion to the rate, so that a quota of 2 a second and one of 2,000 are treated alike.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9438 (read 2026-11)
 */
export class YieldingRate {
  readonly configured: number;
  readonly #least: number;
  #throttle: Throttle | undefined;

  /** @param configured requests a second; Infinity for unlimited. */
  constructor(configured: number) {
    this.configured = configured;
    this.#least = Number.isFinite(configured)
      ? Math.max(configured * LEAST_PART, Math.min(configured, 1 / LEAST_PROBE_SECONDS))
      : 1 / LEAST_PROBE_SECONDS;
  }

  /** Requests a second, from the floor up to the configured rate. */
  at(nowMs: number): number {
    if (this.#throttle === undefined) return this.configured;
    const seconds = Math.max(0, nowMs - this.#throttle.atMs) / 1000;
    const curve = 1 + ((seconds - BACK_SECONDS) / DOUBLING_SECONDS) ** 3;
    const rate = Math.max(this.#least, this.#throttle.rate * curve);
    if (rate < Math.min(this.configured, BEYOND_ALL_PER_SECOND)) return rate;
    this.#throttle = undefined;
    return this.configured;
  }

  /**
   * @param rate what was too much, in requests a second.
   * @param atMs from when on it may rise again.
   */
  lower(rate: number, atMs: number): void {
    const before = this.#throttle?.rate;
    // Throttled again on the way up: somebody else needs more than before, so that less than this is aimed at.
    const aim = before !== undefined && rate < before ? (rate * (1 + LEFT_BY_THROTTLE)) / 2 : rate;
    this.#throttle = { atMs, rate: Math.max(aim, this.#least) };
  }

  /** It may rise again from then on, and no earlier. */
  holdUntil(atMs: number): void {
    if (this.#throttle !== undefined) this.#throttle = { ...this.#throttle, atMs: Math.max(atMs, this.#throttle.atMs) };
  }
}
