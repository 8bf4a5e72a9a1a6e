import type { Clock } from "../run/clock.ts";

/** What came of one attempt. `why` holds no address and no word of a stranger. */
export type Attempt =
  | { readonly isSent: true }
  | {
      readonly isSent: false;
      readonly why: string;
      readonly isWorthRepeating: boolean;
      readonly retryAfterMs?: number;
    };

/** How long it may be tried to tell somebody. */
export interface DeliveryLimits {
  readonly attempts: number;
  /** What one attempt may take. */
  readonly attemptMs: number;
  /** What all of them may take, the waits between them too. */
  readonly totalMs: number;
  /** The wait behind the first attempt; behind each further one it is twice as long. */
  readonly backoffMs: number;
}

export const DELIVERY_LIMITS: DeliveryLimits = { attempts: 5, attemptMs: 10_000, totalMs: 30_000, backoffMs: 1_000 };

/** Tries until it is sent, it is no use, or the time is over; waits as long as the other side asks for. */
export async function deliver(
  attempt: (signal: AbortSignal) => Promise<Attempt>,
  limits: DeliveryLimits,
  clock: Clock,
  signal?: AbortSignal,
): Promise<Attempt & { readonly attempts: number }> {
  const endsAt = clock.now().getTime() + limits.totalMs;
  for (let number = 1; ; number += 1) {
    const leftMs = Math.max(1, endsAt - clock.now().getTime());
    const made = await attempt(AbortSignal.timeout(Math.min(limits.attemptMs, leftMs)));
    const ended = { ...made, attempts: number };
    if (made.isSent || !made.isWorthRepeating || number >= limits.attempts) return ended;
    const waitMs = made.retryAfterMs ?? limits.backoffMs * 2 ** (number - 1);
    if (clock.now().getTime() + waitMs >= endsAt || signal?.aborted === true) return ended;
    try {
      await clock.sleep(waitMs, signal);
    } catch {
      return ended;
    }
  }
}
