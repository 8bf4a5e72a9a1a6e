import { checkQuotas } from "./check-quotas.ts";
import type { Quota, QuotaOptions } from "./quota.ts";

/** Spares whoever comes exactly when a token is due from what fractions of a second lose in floating point. */
const ROUNDING = 1e-9;

interface Bucket {
  tokens: number;
  /** Milliseconds since 1970; the tokens are those of then. */
  since: number;
}

/**
 * A token bucket per account, Region and operation, as AWS throttles Connect: instances of one account share.
 *
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/best-practices-connect-apis.html (read 2026-11)
 */
export class Quotas {
  readonly #default: Quota | undefined;
  readonly #byOperation: ReadonlyMap<string, Quota>;
  readonly #clock: () => Date;
  readonly #buckets = new Map<string, Bucket>();

  /** @throws {Error} with all that is wrong in the options. */
  constructor(options: QuotaOptions | undefined, clock: () => Date) {
    if (options !== undefined) checkQuotas(options);
    this.#default = options?.default;
    this.#byOperation = new Map(Object.entries(options?.operations ?? {}));
    this.#clock = clock;
  }

  /** Takes a token; false where there is none left. */
  take(account: string, region: string, operation: string): boolean {
    const quota = this.#byOperation.get(operation) ?? this.#default;
    if (quota === undefined) return true;
    const bucket = this.#bucketOf(`${account}/${region}/${operation}`, quota);
    const now = this.#clock().getTime();
    // A clock that is set back brings no tokens, and does not hold up those to come until it has caught up.
    if (now < bucket.since) bucket.since = now;
    const refill = ((now - bucket.since) * quota.requestsPerSecond) / 1000;
    const tokens = Math.min(quota.burst, bucket.tokens + refill);
    if (!(tokens >= 1 - ROUNDING)) return false;
    bucket.tokens = tokens - 1;
    bucket.since = now;
    return true;
  }

  #bucketOf(key: string, quota: Quota): Bucket {
    const known = this.#buckets.get(key);
    if (known !== undefined) return known;
    const full = { tokens: quota.burst, since: this.#clock().getTime() };
    this.#buckets.set(key, full);
    return full;
  }
}
