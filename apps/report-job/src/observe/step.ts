import { OPENS_AFTER } from "../run/fetch/circuit.ts";
import type { Progress } from "../run/progress.ts";
import type { RateGauge, RateReading } from "./rate-gauge.ts";

/** How a step stands. */
export interface StepReading {
  readonly name: string;
  readonly unit: string;
  readonly done: number;
  readonly total: number | undefined;
  readonly waitsFor: string;
  readonly elapsedMs: number;
  /** Since something advanced. */
  readonly quietMs: number;
  /** Since somebody answered: what failed advances a step, too. */
  readonly silentMs: number;
  /** What the requests met since somebody answered: attempts that failed, and those of them that were throttled. */
  readonly unanswered: { readonly failures: number; readonly throttles: number };
  readonly rate: RateReading | undefined;
  /** What is left to do, as far as anybody can tell; undefined where nobody can. */
  readonly leftMs: number | undefined;
}

/** A service that is well takes that long at times, whatever the pace is. */
const SHORTEST_SILENCE_MS = 3000;

/**
 * Whether it sends requests, and nobody has answered one for as long as those take, at the present pace, after whose
 * failures a source is held back from: then nobody can tell how long it takes.
 */
export function isSilent({ silentMs, rate }: Pick<StepReading, "silentMs" | "rate">): boolean {
  if (rate === undefined || (rate.requestsPerSecond ?? 0) <= 0) return false;
  const { allowedPerSecond = Number.POSITIVE_INFINITY } = rate;
  return silentMs >= Math.max(SHORTEST_SILENCE_MS, (OPENS_AFTER * 1000) / allowedPerSecond);
}

/**
 * Whether calls wait because the service throttles what no quota of ours slows down: how much it takes, and when, it
 * alone knows.
 */
export function isThrottled({ rate }: Pick<StepReading, "rate">): boolean {
  if (rate === undefined || rate.waiting === 0 || rate.throttles === 0) return false;
  return rate.configuredPerSecond === undefined && rate.allowedPerSecond !== undefined;
}

/** A step of a run, counted while it goes on. */
export class Step {
  readonly name: string;
  readonly unit: string;
  readonly total: number | undefined;
  readonly waitsFor: string;
  readonly #gauge: RateGauge | undefined;
  readonly #now: () => number;
  readonly #startedAt: number;
  #advancedAt: number;
  #answeredAt: number;
  /** Whether anybody answered since the step began. */
  #isAnswered = false;
  /** What the requests had met when somebody answered last. */
  #metBefore: Pick<RateReading, "retries" | "throttles"> = { retries: 0, throttles: 0 };
  /** Advances since then that nobody answered. */
  #failed = 0;
  #done = 0;

  /** @param now milliseconds on a clock that never goes back. */
  constructor(now: () => number, ...[name, unit, total, waitsFor = "", gauge]: Parameters<Progress["begin"]>) {
    this.#now = now;
    this.name = name;
    this.unit = unit;
    this.total = total;
    this.waitsFor = waitsFor;
    this.#gauge = gauge;
    this.#startedAt = now();
    this.#advancedAt = this.#startedAt;
    this.#answeredAt = this.#startedAt;
  }

  advance(amount: number, isAnswered = true): void {
    this.#done += amount;
    this.#advancedAt = this.#now();
    if (!isAnswered) {
      this.#failed += 1;
      return;
    }
    this.#failed = 0;
    this.#answeredAt = this.#advancedAt;
    this.#isAnswered = true;
    if (this.#gauge !== undefined) this.#metBefore = this.#gauge.read();
  }

  read(): StepReading {
    const { name, unit, total, waitsFor } = this;
    const at = this.#now();
    const elapsedMs = at - this.#startedAt;
    const rate = this.#gauge?.read();
    const unanswered = {
      failures: this.#failed + (rate?.retries ?? 0) - this.#metBefore.retries,
      throttles: (rate?.throttles ?? 0) - this.#metBefore.throttles,
    };
    const silentMs = at - this.#answeredAt;
    const known = { done: this.#done, elapsedMs, quietMs: at - this.#advancedAt, silentMs, unanswered };
    // Requests that nobody has answered yet say how fast they are sent, not that the work gets done.
    const isUnanswered = rate !== undefined && !this.#isAnswered;
    const isUnknown = isUnanswered || isSilent({ ...known, rate }) || isThrottled({ rate });
    const leftMs = isUnknown ? undefined : this.#left(rate, elapsedMs);
    return { name, unit, total, waitsFor, ...known, rate, leftMs };
  }

  #left(rate: RateReading | undefined, elapsedMs: number): number | undefined {
    return rate?.callsLeft === undefined ? this.#leftByAmount(elapsedMs) : leftByCalls(rate);
  }

  #leftByAmount(elapsedMs: number): number | undefined {
    if (this.total === undefined || this.#done === 0 || elapsedMs <= 0) return undefined;
    return (Math.max(0, this.total - this.#done) * elapsedMs) / this.#done;
  }
}

/** Calls take the time, not files: one call may hold a hundred of them, or one. */
function leftByCalls({ callsLeft = 0, requestsPerSecond, allowedPerSecond }: RateReading): number | undefined {
  // What came at once, or before a throttle, does not go on.
  const perSecond = Math.min(
    requestsPerSecond || Number.POSITIVE_INFINITY,
    allowedPerSecond ?? Number.POSITIVE_INFINITY,
  );
  if (callsLeft === 0) return 0;
  return !Number.isFinite(perSecond) || perSecond <= 0 ? undefined : (callsLeft * 1000) / perSecond;
}
