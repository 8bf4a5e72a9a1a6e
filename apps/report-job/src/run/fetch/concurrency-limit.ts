/** What a step up and a step down make of the limit. */
const UP = 1.5;
const DOWN = 0.75;
const AFTER_TROUBLE = 0.7;

/** A step up must bring so much more; and all steps down together may cost so much, as part of the rate before them. */
const LEAST_GAIN = 0.05;
const MOST_LOSS = 0.05;

/** Fewer would leave either side idle while the other works. Only trouble makes one of them. */
const LEAST_WITHOUT_TROUBLE = 2;

/** Rounds at rest before another step is tried. */
const ROUNDS_AT_REST = 10;

/** Shorter rounds tell of a collection of garbage, or of a neighbour on the machine, more than of the limit. */
const LEAST_ROUND_MS = 200;
const LEAST_ROUND_CALLS = 8;
/** A round of so many calls has ended, even by a clock that stands still. */
const MOST_ROUND_CALLS = 2000;

interface Step {
  readonly direction: "up" | "down";
  readonly fromLimit: number;
  readonly fromRate: number;
}

/**
 * How many calls at once get the most out of a source that nobody paces. It climbs as long as more calls at once bring more
 * answers a second, tries now and then whether fewer bring as many, and goes down at once when there is trouble: a server
 * that is overrun answers less, not more.
 */
export class ConcurrencyLimit {
  readonly #elapsedMs: () => number;
  readonly #most: number;
  #limit = 2;
  #step: Step | undefined = { direction: "up", fromLimit: 1, fromRate: 0 };
  #lastDirection: Step["direction"] = "down";
  #roundsLeft = 0;
  #round = { fromMs: 0, toSkip: 0, calls: 0, wasFull: false, isTroubled: false };

  constructor(most: number, elapsedMs: () => number) {
    this.#most = most;
    this.#elapsedMs = elapsedMs;
    this.#beginRound();
  }

  /** Calls at once, from 1. */
  get limit(): number {
    return this.#limit;
  }

  /** @param underWay how many calls were under way, this one among them. */
  answered(underWay: number): void {
    const round = this.#round;
    round.wasFull ||= underWay >= this.#limit;
    if (round.toSkip > 0) {
      // Begun under the limit before.
      round.toSkip -= 1;
      round.fromMs = this.#elapsedMs();
      return;
    }
    round.calls += 1;
    const ms = this.#elapsedMs() - round.fromMs;
    if (round.calls < Math.max(LEAST_ROUND_CALLS, 2 * this.#limit)) return;
    if (ms < LEAST_ROUND_MS && round.calls < MOST_ROUND_CALLS) return;
    // Where the limit did not bind, the rate says nothing of it.
    if (round.wasFull) this.#judge(round.calls / ms);
    this.#beginRound();
  }

  /** A throttle, a timeout, a failure of the service. All of one round count as one. */
  troubled(): void {
    if (this.#round.isTroubled) return;
    this.#limit = Math.max(1, Math.floor(this.#limit * AFTER_TROUBLE));
    this.#rest("down");
    this.#beginRound();
    this.#round.isTroubled = true;
  }

  #judge(rate: number): void {
    const step = this.#step;
    if (step === undefined) {
      this.#roundsLeft -= 1;
      if (this.#roundsLeft <= 0) this.#try(this.#lastDirection === "up" ? "down" : "up", rate);
      return;
    }
    const isWorthIt = rate >= step.fromRate * (step.direction === "up" ? 1 + LEAST_GAIN : 1 - MOST_LOSS);
    if (isWorthIt) {
      this.#try(step.direction, Math.max(rate, step.fromRate));
    } else {
      this.#limit = step.fromLimit;
      this.#rest(step.direction);
    }
  }

  #try(direction: Step["direction"], fromRate: number): void {
    const fromLimit = this.#limit;
    const least = Math.min(LEAST_WITHOUT_TROUBLE, fromLimit);
    const limit = direction === "up" ? Math.ceil(fromLimit * UP) : Math.max(least, Math.floor(fromLimit * DOWN));
    this.#limit = Math.min(this.#most, limit);
    if (this.#limit === fromLimit) this.#rest(direction);
    else this.#step = { direction, fromLimit, fromRate };
  }

  #rest(lastDirection: Step["direction"]): void {
    this.#step = undefined;
    this.#lastDirection = lastDirection;
    this.#roundsLeft = ROUNDS_AT_REST;
  }

  #beginRound(): void {
    this.#round = { fromMs: this.#elapsedMs(), toSkip: this.#limit, calls: 0, wasFull: false, isTroubled: false };
  }
}
