/** What a pacer counts of one operation, since it was made. */
export interface PacerCounts {
  /** Attempts that were let go; retries are attempts too. */
  readonly attempts: number;
  /** Attempts that were not the first one of their call. */
  readonly retries: number;
  readonly throttles: number;
  /** Calls that wait for their turn now. */
  readonly waiting: number;
  /** What is let go at most now, in requests a second; undefined where nothing is paced. */
  readonly allowedPerSecond: number | undefined;
  /** What is let go where nothing was throttled, in requests a second; undefined where nothing is paced. */
  readonly configuredPerSecond: number | undefined;
}

/** How fast a step's calls go. */
export interface RateReading extends Omit<PacerCounts, "attempts"> {
  /** As measured over the last minute; undefined until there is something to measure. */
  readonly requestsPerSecond: number | undefined;
  /** How many more they were in that time than the rate, as it was then, lets go: those that came at once after a quiet time. */
  readonly burst: number;
  /** Calls that the step has still to make; undefined where nobody knows. */
  readonly callsLeft: number | undefined;
}

/** Shows how fast a step's calls go, whenever it is looked at. */
export interface RateGauge {
  read(): RateReading;
}

export interface RateGaugeOptions {
  /** The counts of the operation that the step calls. */
  readonly counts: () => PacerCounts;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  readonly callsLeft?: () => number;
}

/** At two requests a second, a shorter time would measure the grain of it. */
const WINDOW_MS = 60_000;
const SHORTEST_MS = 1000;
/** Looked at ten times a second, a gauge would otherwise keep hundreds of samples. */
const SAMPLE_EVERY_MS = 1000;

/** Makes a gauge from what a pacer counts. Retries and throttles are those since the step began. */
export function rateGauge({ counts, now, callsLeft }: RateGaugeOptions): RateGauge {
  const before = { ...counts() };
  const first = { at: now(), attempts: before.attempts, allowed: 0 };
  const samples = [first];
  /** Requests that the rate has let go since the step began; a throttle lowers what comes, and not what was. */
  let [allowed, allowedAt, rate] = [0, first.at, before.allowedPerSecond];
  return {
    read: () => {
      const { attempts, retries, throttles, ...rest } = counts();
      const at = now();
      const { allowedPerSecond } = rest;
      // Nobody knows when between two looks it was changed.
      allowed += (Math.max(rate ?? 0, allowedPerSecond ?? 0) * (at - allowedAt)) / 1000;
      [allowedAt, rate] = [at, allowedPerSecond];
      if (at - (samples.at(-1) ?? first).at >= SAMPLE_EVERY_MS) samples.push({ at, attempts, allowed });
      // The last one that is older than the window stays, so that there is always a whole window to measure.
      while (samples[1] !== undefined && at - samples[1].at >= WINDOW_MS) samples.shift();
      const since = samples[0] ?? first;
      const elapsedMs = at - since.at;
      const sent = attempts - since.attempts;
      return {
        ...rest,
        retries: retries - before.retries,
        throttles: throttles - before.throttles,
        requestsPerSecond: elapsedMs < SHORTEST_MS ? undefined : (sent * 1000) / elapsedMs,
        burst: allowedPerSecond === undefined ? 0 : Math.max(0, Math.round(sent - (allowed - since.allowed))),
        callsLeft: callsLeft?.(),
      };
    },
  };
}
