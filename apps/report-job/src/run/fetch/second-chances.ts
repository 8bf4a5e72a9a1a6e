import type { FailedCall } from "../fetch-outcomes.ts";

/** A request for which no call has succeeded yet. */
export interface Unanswered<T> {
  readonly request: T;
  readonly failure: FailedCall;
}

/**
 * Requests that failed while the source was troubled, to be asked for again when it is not: those of an unbroken row of
 * failures, if that opened the circuit, and those that were throttled. Bounded, so that memory is.
 */
export class SecondChances<T> {
  readonly #most: number;
  #row: Unanswered<T>[] = [];
  #waiting: Unanswered<T>[] = [];

  /** @param most requests that are kept. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Keeps it until it is known whether the source is troubled. False where there is no room. */
  keep(failed: Unanswered<T>): boolean {
    if (this.#row.length + this.#waiting.length >= this.#most) return false;
    this.#row.push(failed);
    return true;
  }

  /** The source is troubled: all that was kept is asked for again. */
  grant(): void {
    this.#waiting.push(...this.#row);
    this.#row = [];
  }

  /**
   * The source is not troubled: those that were kept have failed for reasons of their own, and are given back. One that was
   * throttled has not: it came while others took the quota, and is asked for again.
   */
  refuse(): readonly Unanswered<T>[] {
    const row = this.#row;
    this.#row = [];
    this.#waiting.push(...row.filter(wasThrottled));
    return row.filter((each) => !wasThrottled(each));
  }

  /** Nothing else is left to ask for: what was throttled is asked for again. False where nothing was. */
  grantThrottled(): boolean {
    const throttled = this.#row.filter(wasThrottled);
    this.#row = this.#row.filter((each) => !wasThrottled(each));
    this.#waiting.push(...throttled);
    return throttled.length > 0;
  }

  /** The next one to ask for again. */
  take(): Unanswered<T> | undefined {
    return this.#waiting.shift();
  }

  /** All that is kept, when nothing will be asked for again. */
  clear(): readonly Unanswered<T>[] {
    const all = [...this.#waiting, ...this.#row];
    this.#waiting = [];
    this.#row = [];
    return all;
  }
}

function wasThrottled({ failure }: Unanswered<unknown>): boolean {
  return failure.code === "ThrottlingException";
}
