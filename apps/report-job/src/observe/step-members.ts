import type { LogAbout } from "./log.ts";
import type { StepReading } from "./step.ts";

/** How a step stands, for machines. What is not known is left out. */
export function stepMembers({ name, unit, done, total, elapsedMs, rate, leftMs }: StepReading, date: Date): LogAbout {
  return {
    step: name,
    done,
    total,
    unit,
    elapsedSeconds: rounded(elapsedMs / 1000),
    ...(rate === undefined
      ? {}
      : {
          requestsPerSecond: rounded(rate.requestsPerSecond),
          burst: rate.burst,
          allowedPerSecond: rounded(rate.allowedPerSecond),
          configuredPerSecond: rounded(rate.configuredPerSecond),
          retries: rate.retries,
          throttles: rate.throttles,
          waiting: rate.waiting,
          callsLeft: rate.callsLeft,
        }),
    leftSeconds: leftMs === undefined ? undefined : Math.round(leftMs / 1000),
    until: leftMs === undefined ? undefined : new Date(date.getTime() + leftMs).toISOString(),
  };
}

function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1000) / 1000;
}
