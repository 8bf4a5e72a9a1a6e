import type { PacerGauge } from "../../pacing/pacer-gauge.ts";
import type { Operation } from "../../pacing/quota.ts";
import { ConcurrencyLimit } from "./concurrency-limit.ts";
import { MOST_CALLS_IN_FLIGHT } from "./most-calls-in-flight.ts";

export const OPERATION: Operation = "BatchGetAttachedFileMetadata";

/** A quota of more than so many requests a second needs one more waiting for each of them: one at a time comes too late. */
const RATE_A_WAITING_CALL_SERVES = 100;

/**
 * Whether one more call may be begun. Where a quota paces, so many are under way that one always waits for its token: that
 * makes rate × latency, and one. Where nothing paces, as many as bring more answers a second.
 */
export class RoomForCalls {
  readonly #gauge: PacerGauge | undefined;
  readonly #limit: ConcurrencyLimit;
  #seenThrottles: number;
  /** Calls that were begun and have not come to the pacer yet, which takes them a moment. */
  #onTheWay = 0;
  #seenArrivals: number;

  constructor(gauge: PacerGauge | undefined, elapsedMs: () => number) {
    this.#gauge = gauge;
    this.#limit = new ConcurrencyLimit(MOST_CALLS_IN_FLIGHT, elapsedMs);
    this.#seenThrottles = gauge?.figures(OPERATION).throttles ?? 0;
    this.#seenArrivals = this.#arrivals();
  }

  isThere(underWay: number): boolean {
    if (underWay >= MOST_CALLS_IN_FLIGHT) return false;
    if (this.#gauge === undefined) return underWay < this.#limit.limit;
    const { configuredRequestsPerSecond, requestsPerSecond, waiting } = this.#gauge.figures(OPERATION);
    if (configuredRequestsPerSecond === "unlimited") return waiting === 0 && underWay < this.#limit.limit;
    this.#seeArrivals();
    const wanted = 1 + Math.floor(Number(requestsPerSecond) / RATE_A_WAITING_CALL_SERVES);
    return this.#onTheWay + waiting < wanted;
  }

  begins(): void {
    this.#seeArrivals();
    this.#onTheWay += 1;
  }

  /** @param underWay how many calls were under way, this one among them. */
  ended(isTroubled: boolean, underWay: number): void {
    // It may never have come there.
    this.#onTheWay = Math.min(this.#onTheWay, underWay - 1);
    const throttles = this.#gauge?.figures(OPERATION).throttles ?? 0;
    if (isTroubled || throttles > this.#seenThrottles) this.#limit.troubled();
    else this.#limit.answered(underWay);
    this.#seenThrottles = throttles;
  }

  #seeArrivals(): void {
    const arrivals = this.#arrivals();
    this.#onTheWay = Math.max(0, this.#onTheWay - Math.max(0, arrivals - this.#seenArrivals));
    this.#seenArrivals = arrivals;
  }

  #arrivals(): number {
    if (this.#gauge === undefined) return 0;
    const { attempts, waiting } = this.#gauge.figures(OPERATION);
    return attempts + waiting;
  }
}
