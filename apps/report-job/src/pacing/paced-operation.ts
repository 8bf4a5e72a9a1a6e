import { SourceError } from "@attached-files/core";
import { type Clock, stopwatch } from "../run/clock.ts";
import type { Allowance } from "./quota.ts";
import { TokenBucket } from "./token-bucket.ts";

/** Nobody sleeps longer at once, so that a rate that has risen meanwhile is noticed. */
const LONGEST_SLEEP_MS = 1000;

interface Waiter {
  readonly grant: () => void;
  readonly fail: (error: unknown) => void;
}

/** Those who wait for one operation's tokens, served in the order in which they came. */
export class PacedOperation {
  readonly #clock: Clock;
  readonly #elapsedMs: () => number;
  readonly #bucket: TokenBucket;
  readonly #line = new Set<Waiter>();
  #sleep: AbortController | undefined;
  #isServing = false;

  constructor(allowance: Allowance, clock: Clock) {
    this.#clock = clock;
    this.#elapsedMs = stopwatch(clock);
    this.#bucket = new TokenBucket(allowance, this.#elapsedMs());
  }

  /** Requests a second that are sent at most now; Infinity for unlimited. */
  get presentRate(): number {
    return this.#bucket.rateAt(this.#elapsedMs());
  }

  get configuredRate(): number {
    return this.#bucket.configuredRate;
  }

  /** @throws {SourceError} Aborted, when the signal ends the wait; the place in the line is given back. */
  async acquire(signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted === true) throw ended();
    if (this.#line.size === 0 && this.#bucket.take(this.#elapsedMs())) return;
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.#line.delete(waiter);
        signal?.removeEventListener("abort", abort);
        // Nobody is left for whom the sleep would be of use, and it would keep the process alive.
        if (this.#line.size === 0) this.#sleep?.abort();
      };
      const waiter: Waiter = {
        grant: () => {
          leave();
          resolve();
        },
        fail: (error) => {
          leave();
          reject(error as Error);
        },
      };
      const abort = (): void => waiter.fail(ended());
      signal?.addEventListener("abort", abort, { once: true });
      this.#line.add(waiter);
      if (!this.#isServing) void this.#serve();
    });
  }

  throttled(retryAfterMs: number | undefined): void {
    this.#bucket.throttled(this.#elapsedMs(), retryAfterMs);
  }

  async #serve(): Promise<void> {
    this.#isServing = true;
    try {
      for (let first = this.#first(); first !== undefined; first = this.#first()) {
        if (this.#bucket.take(this.#elapsedMs())) first.grant();
        else await this.#rest();
      }
    } catch (error) {
      for (const waiter of this.#line) waiter.fail(error);
    } finally {
      this.#isServing = false;
    }
  }

  async #rest(): Promise<void> {
    const sleep = new AbortController();
    this.#sleep = sleep;
    // Timers count whole milliseconds: rounded up, or they would come too early and have to be set again.
    const delayMs = Math.ceil(Math.min(LONGEST_SLEEP_MS, this.#bucket.delayMs(this.#elapsedMs())));
    try {
      await this.#clock.sleep(delayMs, sleep.signal);
    } catch (error) {
      if (!sleep.signal.aborted) throw error;
    }
  }

  #first(): Waiter | undefined {
    return this.#line.values().next().value;
  }
}

function ended(): SourceError {
  return new SourceError("Aborted", "The wait for the quota was ended.");
}
