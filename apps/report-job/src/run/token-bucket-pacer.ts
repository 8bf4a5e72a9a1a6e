import type { Pacer } from "@attached-files/core";
import type { Clock } from "./clock.ts";

/** How much of a quota the job may use. */
export interface Quota {
  /** The quota's rate. `unlimited` paces nothing: for a fake, or a quota that somebody else keeps. */
  readonly requestsPerSecond: number | "unlimited";
  /** Requests that may come at once after a quiet time. */
  readonly burst: number;
  /** The part of rate and burst that the job takes, above 0 and up to 1; the rest is left to the live agents. */
  readonly share: number;
}

/**
 * Amazon Connect's default for every operation without an exception in its table: per account and Region.
 *
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html (read 2026-11)
 */
export const DEFAULT_QUOTA: Quota = { requestsPerSecond: 2, burst: 5, share: 0.75 };

/** A token bucket for each operation. A throttle holds its operation back for as long as the service asks, at least a second. */
export function tokenBucketPacer(quota: Quota, clock: Clock): Pacer {
  if (quota.requestsPerSecond === "unlimited") {
    return { acquire: async () => {}, throttled: () => {} };
  }
  const perMs = (quota.requestsPerSecond * quota.share) / 1000;
  const capacity = Math.max(1, Math.floor(quota.burst * quota.share));
  const buckets = new Map<string, { tokens: number; at: number }>();
  const bucketOf = (operation: string): { tokens: number; at: number } => {
    const known = buckets.get(operation);
    if (known !== undefined) return known;
    const bucket = { tokens: capacity, at: clock.now().getTime() };
    buckets.set(operation, bucket);
    return bucket;
  };
  const refill = (bucket: { tokens: number; at: number }): void => {
    const now = clock.now().getTime();
    // A bucket that is held back stands in the future; a clock set back never takes tokens away.
    if (now <= bucket.at) return;
    bucket.tokens = Math.min(capacity, bucket.tokens + (now - bucket.at) * perMs);
    bucket.at = now;
  };
  return {
    acquire: async (operation, signal) => {
      const bucket = bucketOf(operation);
      refill(bucket);
      // Taken before the wait: each who comes takes a place in the queue, and a debt is the length of it.
      bucket.tokens -= 1;
      const held = Math.max(0, bucket.at - clock.now().getTime());
      const delayMs = held + Math.max(0, -bucket.tokens / perMs);
      // Clocks tell whole milliseconds: rounded up, or the rate would be passed by a hair.
      if (delayMs > 0) await clock.sleep(Math.ceil(delayMs), signal);
    },
    throttled: (operation, retryAfterMs) => {
      const bucket = bucketOf(operation);
      refill(bucket);
      bucket.tokens = Math.min(bucket.tokens, 0);
      bucket.at = Math.max(bucket.at, clock.now().getTime() + Math.max(1000, retryAfterMs ?? 0));
    },
  };
}
