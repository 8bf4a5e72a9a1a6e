/** Port: keeps the rate of calls below a quota. One pacer is shared by all that spend the same quota. */
export interface Pacer {
  /**
   * Waits until one attempt of the operation may be sent; retries are attempts too.
   *
   * @param attempt which attempt of its call it is, from 1: above 1, it is a retry.
   * @throws {SourceError} Aborted, when the signal ends the wait.
   */
  acquire(operation: string, signal?: AbortSignal, attempt?: number): Promise<void>;

  /** Tells that an attempt was throttled, and how long the service asked to wait, in milliseconds. */
  throttled(operation: string, retryAfterMs?: number): void;
}
