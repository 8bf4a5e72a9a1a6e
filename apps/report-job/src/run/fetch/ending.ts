import type { Clock } from "../clock.ts";

/** How long calls on the wire may still take when no further one is begun, in milliseconds. */
const DEFAULT_GRACE_MS = 5000;

export interface EndSignals {
  /** Ends it now: calls under way are let go. */
  readonly signal: AbortSignal;
  /** No further call is begun; those on the wire may finish. */
  readonly stop?: AbortSignal;
  /** For at most so many milliseconds. @default 5000 */
  readonly graceMs?: number;
}

/** The end of a work of many calls, in its two degrees. */
export class Ending {
  readonly #signals: EndSignals;
  readonly #clock: Clock;
  readonly #calls = new AbortController();
  readonly #begins = new AbortController();
  readonly #over = new AbortController();

  constructor(signals: EndSignals, clock: Clock) {
    this.#signals = signals;
    this.#clock = clock;
    const now = { once: true, signal: this.#over.signal };
    signals.signal.addEventListener("abort", () => this.abort(), now);
    signals.stop?.addEventListener("abort", () => void this.#stop(), now);
    if (signals.signal.aborted) this.abort();
    else if (signals.stop?.aborted === true) void this.#stop();
  }

  /** Ends calls under way. */
  get calls(): AbortSignal {
    return this.#calls.signal;
  }

  /** Ends whatever waits to begin a call. */
  get begins(): AbortSignal {
    return this.#begins.signal;
  }

  abort(): void {
    this.#begins.abort();
    this.#calls.abort();
  }

  /** Waits, or less where the end comes before. */
  async sleep(delayMs: number): Promise<void> {
    try {
      await this.#clock.sleep(delayMs, this.begins);
    } catch (error) {
      if (!this.begins.aborted) throw error;
    }
  }

  /** All is done; nothing is listened to any longer. */
  close(): void {
    this.#over.abort();
  }

  async #stop(): Promise<void> {
    this.#begins.abort();
    try {
      await this.#clock.sleep(this.#signals.graceMs ?? DEFAULT_GRACE_MS, this.#over.signal);
    } catch {
      // It was over before.
    }
    this.#calls.abort();
  }
}
