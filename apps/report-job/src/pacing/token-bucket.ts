import type { Allowance } from "./quota.ts";
import { YieldingRate } from "./yielding-rate.ts";

/** How long nothing is sent after a throttle, where the service does not ask for more. */
const LEAST_HOLD_MS = 1000;

/** Spares whoever comes exactly when a token is due from what fractions lose in floating point. */
const ROUNDING = 1e-9;

/** What an unlimited quota that throttles nevertheless may send at once, in seconds of the rate that is left. */
const UNLIMITED_BURST_SECONDS = 0.1;

/**
 * The tokens of one operation. Over any time of w seconds no more than burst + rate · w are taken. After a throttle it
 * starts empty, and the burst is as much lower as the rate is: nobody gets a head start.
 */
export class TokenBucket {
  readonly #rate: YieldingRate;
  readonly #burst: number;
  #tokens: number;
  /** The tokens are those of then. A bucket that is held back stands in the future. */
  #atMs: number;
  /** One throttled burst is one event: until a token is taken after it, whoever is throttled was sent before. */
  #isAnswered = true;
  #recent: { readonly fromMs: number; taken: number; readonly rateBefore: number };

  /** @param allowance the job's own part of a quota. */
  constructor(allowance: Allowance, nowMs: number) {
    const { requestsPerSecond, burst } = allowance;
    this.#rate = new YieldingRate(requestsPerSecond === "unlimited" ? Number.POSITIVE_INFINITY : requestsPerSecond);
    this.#burst = burst;
    this.#tokens = burst;
    this.#atMs = nowMs;
    this.#recent = { fromMs: nowMs, taken: 0, rateBefore: 0 };
  }

  /** Requests a second; Infinity for unlimited. */
  get configuredRate(): number {
    return this.#rate.configured;
  }

  /** Requests a second that are sent at most now. */
  rateAt(nowMs: number): number {
    return this.#rate.at(nowMs);
  }

  /** Milliseconds until there is a token, if the rate stays as it is; 0 where there is one. */
  delayMs(nowMs: number): number {
    this.#refill(nowMs);
    if (this.#tokens >= 1 - ROUNDING) return 0;
    const heldMs = Math.max(0, this.#atMs - nowMs);
    return heldMs + ((1 - this.#tokens) * 1000) / this.#rate.at(nowMs + heldMs);
  }

  /** Takes a token; false where there is none. */
  take(nowMs: number): boolean {
    this.#refill(nowMs);
    if (this.#tokens < 1 - ROUNDING) return false;
    this.#tokens = Math.max(0, this.#tokens - 1);
    this.#isAnswered = true;
    this.#countTaken(nowMs);
    return true;
  }

  /** @param retryAfterMs what the service asked for; longer than a second counts. */
  throttled(nowMs: number, retryAfterMs = 0): void {
    this.#refill(nowMs);
    const heldUntilMs = Math.max(this.#atMs, nowMs + Math.max(LEAST_HOLD_MS, retryAfterMs));
    if (this.#isAnswered) this.#rate.lower(this.#rateThatWasTooMuch(nowMs), heldUntilMs);
    else this.#rate.holdUntil(heldUntilMs);
    this.#isAnswered = false;
    this.#tokens = 0;
    this.#atMs = heldUntilMs;
  }

  #refill(nowMs: number): void {
    if (nowMs < this.#atMs) return;
    const rate = this.#rate.at(nowMs);
    if (rate === Number.POSITIVE_INFINITY) this.#tokens = this.#burst;
    else {
      const mean = (Math.min(rate, this.#rate.at(this.#atMs)) + rate) / 2;
      this.#tokens = Math.min(this.#burstAt(rate), this.#tokens + (mean * (nowMs - this.#atMs)) / 1000);
    }
    this.#atMs = nowMs;
  }

  #burstAt(rate: number): number {
    const { configured } = this.#rate;
    const burst = Number.isFinite(configured) ? (this.#burst * rate) / configured : rate * UNLIMITED_BURST_SECONDS;
    return Math.max(1, burst);
  }

  #rateThatWasTooMuch(nowMs: number): number {
    const rate = this.#rate.at(nowMs);
    if (Number.isFinite(rate)) return rate;
    // Unlimited: what was really sent.
    const { fromMs, taken, rateBefore } = this.#recent;
    return Math.max(1, rateBefore, taken / Math.max(1, (nowMs - fromMs) / 1000));
  }

  #countTaken(nowMs: number): void {
    const seconds = (nowMs - this.#recent.fromMs) / 1000;
    if (seconds >= 1) this.#recent = { fromMs: nowMs, taken: 0, rateBefore: this.#recent.taken / seconds };
    this.#recent.taken += 1;
  }
}
