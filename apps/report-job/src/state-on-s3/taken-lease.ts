import type { Clock } from "../run/clock.ts";
import type { Head, Lease } from "./head.ts";
import type { StateBucket } from "./state-bucket.ts";

/** A lease that was just taken. */
export interface TakenLease {
  readonly bucket: StateBucket;
  readonly lease: Lease;
  /** As it was written. */
  readonly head: { readonly head: Head; readonly etag: string };
  readonly clock: Clock;
  /** A stopwatch of this clock, and when by it the head was sent that took the lease. */
  readonly elapsedMs: () => number;
  readonly sentAtMs: number;
}
