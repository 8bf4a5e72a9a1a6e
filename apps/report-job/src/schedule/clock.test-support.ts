import type { Clock } from "../run/clock.ts";

/** Something that happens at a moment, while somebody sleeps or works. */
interface Event {
  readonly at: number;
  readonly happen: () => void;
}

/** Time that passes only by being slept through, at once; a year takes as long as it has sleeps. */
export class VirtualClock implements Clock {
  /** How far the clock on the wall is from the time that has passed: somebody set it. */
  #set = 0;
  #passed: number;
  readonly #events: Event[] = [];
  longestSleepMs = 0;
  sleeps = 0;

  constructor(start: string) {
    this.#passed = Date.parse(start);
  }

  now(): Date {
    return new Date(this.#passed + this.#set);
  }

  async sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    this.sleeps += 1;
    this.longestSleepMs = Math.max(this.longestSleepMs, delayMs);
    await this.pass(delayMs, signal);
  }

  /** Time goes by, with all that happens in it. */
  async pass(delayMs: number, signal?: AbortSignal): Promise<void> {
    if (!(delayMs > 0)) throw new Error(`a sleep of ${delayMs} ms never ends`);
    const end = this.#passed + delayMs;
    for (let event = this.#events[0]; event !== undefined && event.at <= end; event = this.#events[0]) {
      this.#events.shift();
      this.#passed = Math.max(this.#passed, event.at);
      event.happen();
      if (signal?.aborted) throw new Error("the sleep was ended");
    }
    this.#passed = end;
  }

  /** When so much time has passed since the beginning as would have brought the clock there, had nobody set it. */
  at(moment: string | Date, happen: () => void): void {
    this.#events.push({ at: new Date(moment).getTime(), happen });
    this.#events.sort((one, other) => one.at - other.at);
  }

  /** Somebody sets the clock on the wall: on, or back where it is negative. */
  set(byMs: number): void {
    this.#set += byMs;
  }
}
