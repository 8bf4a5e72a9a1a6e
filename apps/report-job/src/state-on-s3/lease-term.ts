import type { Head } from "./head.ts";

/** A head as it was read. */
export interface SeenHead {
  readonly head: Head;
  /** The same, as it stands there. */
  readonly text: string;
  readonly etag: string;
  /** When it was written and when it was read, by the store's clock, in whole seconds. */
  readonly modifiedAt: Date;
  readonly answeredAt: Date | undefined;
}

/** Since when a version of a head is seen, by a stopwatch of this process. */
export interface Watched {
  readonly etag: string;
  readonly sinceMs: number;
}

/** Whether a lease can be had. */
export type Turn =
  | { readonly kind: "free" | "expired" }
  /** @property leftMs until it would have expired, if nothing is heard of the holder. */
  | { readonly kind: "held"; readonly leftMs: number };

/** Times of the store are whole seconds, so that a difference of two may be one more than it was. */
export const MARGIN_MS = 2000;
/** A holder stops so much earlier, in parts of the lease, that calls under way have ended when another one begins. */
const HOLDERS_PART = 0.8;
const RENEWALS = 3;

/**
 * Whether a head's lease can be taken. No two machines' clocks are compared: a lease has expired when the store's clock says that
 * nobody has renewed it for its whole time, or when this process has seen the same version for that long.
 *
 * @param nowMs of the stopwatch that `watched` is of.
 */
export function turnOf(seen: SeenHead | undefined, watched: Watched | undefined, nowMs: number): Turn {
  if (seen === undefined || seen.head.lease === null) return { kind: "free" };
  const wholeMs = seen.head.lease.leaseSeconds * 1000 + MARGIN_MS;
  const agesMs = [0];
  if (seen.answeredAt !== undefined) agesMs.push(seen.answeredAt.getTime() - seen.modifiedAt.getTime());
  if (watched?.etag === seen.etag) agesMs.push(nowMs - watched.sinceMs);
  const leftMs = wholeMs - Math.max(...agesMs);
  return leftMs <= 0 ? { kind: "expired" } : { kind: "held", leftMs };
}

/** Watches a version from when it is seen first. */
export function watch(seen: SeenHead, watched: Watched | undefined, nowMs: number): Watched {
  return watched?.etag === seen.etag ? watched : { etag: seen.etag, sinceMs: nowMs };
}

/** Until when a holder may work, by its stopwatch, after a write that it had sent at a moment. */
export function endOfTerm(sentAtMs: number, leaseSeconds: number): number {
  return sentAtMs + leaseSeconds * 1000 * HOLDERS_PART;
}

/** How long a holder waits between renewals, in milliseconds. */
export function renewalMs(leaseSeconds: number): number {
  return (leaseSeconds * 1000) / RENEWALS;
}

/**
 * Whether a holder that lives would have renewed by now, so that it is worth waiting for the rest of its time.
 *
 * @param leftMs of a lease that is held.
 */
export function isOverdue(leftMs: number, leaseSeconds: number): boolean {
  return leaseSeconds * 1000 + MARGIN_MS - leftMs > 1.5 * renewalMs(leaseSeconds) + MARGIN_MS;
}
