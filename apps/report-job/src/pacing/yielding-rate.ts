/** What a throttle leaves of the rate. */
const LEFT_BY_THROTTLE = 0.6;

/** What is aimed at after a throttle, as part of the rate that was too much. */
const AIMED_AT = 0.85;

/** Part of the configured rate that is always kept, so that somebody notices when the throttling ends. */
const LEAST_PART = 1 / 20;

/** However low the configured rate: a request in so many seconds still probes. */
const LEAST_PROBE_SECONDS = 30;

/** How long it takes to go from the rate that is aimed at to twice as much. */
const DOUBLING_SECONDS = 90;

/** As good as unlimited. */
const BEYOND_ALL_PER_SECOND = 100_000;

/** Seconds from the throttle to the rate that is aimed at, by the curve below. */
const BACK_SECONDS = DOUBLING_SECONDS * Math.cbrt(1 - LEFT_BY_THROTTLE / AIMED_AT);

interface Throttle {
  readonly atMs: number;
  /** What is aimed at, in requests a second. */
  readonly aim: number;
}

/**
 * A rate that yields to whoever else spends the quota: a throttle leaves 6 tenths of it, and quiet raises it again, along
 * the curve of TCP's CUBIC. It comes back quickly to a little less than what was too much, stays there for a while, and then
 * goes on, quicker and quicker, up to the configured rate; some two minutes after one throttle, five after a storm.
 * All of it is in proportion to the rate, so that a quota of 2 a second and one of 2,000 are treated alike.
 *
 * The figures were chosen by a simulation (benchmarks, `engine:pacing`): with somebody else at half of the quota, this one
 * gets most of the other half, and few attempts of the other are throttled.
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
    const rate = Math.max(this.#least, this.#throttle.aim * curve);
    if (rate < Math.min(this.configured, BEYOND_ALL_PER_SECOND)) return rate;
    this.#throttle = undefined;
    return this.configured;
  }

  /**
   * @param rate what was too much, in requests a second.
   * @param atMs from when on it may rise again.
   */
  lower(rate: number, atMs: number): void {
    this.#throttle = { atMs, aim: Math.max(rate * AIMED_AT, this.#least) };
  }

  /** It may rise again from then on, and no earlier. */
  holdUntil(atMs: number): void {
    if (this.#throttle !== undefined) this.#throttle = { ...this.#throttle, atMs: Math.max(atMs, this.#throttle.atMs) };
  }
}
