import { counted } from "../run/counted.ts";
import { durationText } from "./duration-text.ts";
import type { RateReading } from "./rate-gauge.ts";
import { isSilent, isThrottled, type StepReading } from "./step.ts";

/** Later than that, an hour alone could be that of today. */
const SAME_DAY_MS = 20 * 3_600_000;

/** Where a person reads it: now, and their time zone (undefined: that of this machine). */
export interface Moment {
  readonly date: Date;
  readonly timeZone: string | undefined;
}

/** `1,234 of 5,678 files`; without a total, `1,234 files`. */
export function amountText({ done, total, unit }: Pick<StepReading, "done" | "total" | "unit">): string {
  const whole = total === undefined ? "" : ` of ${total.toLocaleString("en")}`;
  return `${done.toLocaleString("en")}${whole} ${unit}`;
}

/** From 0 to 1; of nothing, everything is done. */
export function partDone(done: number, total: number): number {
  return total === 0 ? 1 : Math.min(1, done / total);
}

/** Rounded down: nothing is done to 100 % before it is done. */
export function percentText(part: number): string {
  return `${Math.floor(part * 100)} %`;
}

/** `1.48 requests a second (99 % of the 1.50 allowed), 3 throttles`, as much of it as there is. */
export function rateText(rate: RateReading): string {
  const { requestsPerSecond, throttles } = rate;
  const parts: string[] = [];
  if (requestsPerSecond !== undefined) {
    const speed = `${perSecondText(requestsPerSecond)} requests a second`;
    const use = allowedText(requestsPerSecond, rate);
    parts.push(use === "" ? speed : `${speed} (${use})`);
  }
  if (throttles > 0) parts.push(counted(throttles, "throttle"));
  return parts.join(", ");
}

/** `47 min left, until 09:41`. */
export function leftText(leftMs: number, { date, timeZone }: Moment): string {
  const end = new Date(date.getTime() + leftMs);
  const day = leftMs < SAME_DAY_MS ? {} : ({ day: "numeric", month: "short" } as const);
  const zone = timeZone === undefined ? {} : { timeZone };
  const until = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", ...day, ...zone }).format(end);
  return `${durationText(leftMs)} left, until ${until.replace(",", "")}`;
}

/** What a step waits for while nothing advances. */
export function waitText(reading: StepReading): string {
  const { waitsFor, rate, unanswered } = reading;
  const throttled = "throttled by AWS, waiting";
  if (isSilent(reading) && unanswered.throttles > 0) return throttled;
  if (isSilent(reading) && unanswered.failures > 0) return "no answer, retrying";
  if (isThrottled(reading)) return throttled;
  if (rate !== undefined && rate.waiting > 0) return "waiting for the quota";
  return waitsFor === "" ? "still at work" : `waiting for ${waitsFor}`;
}

function allowedText(measured: number, rate: RateReading): string {
  const { allowedPerSecond: allowed, configuredPerSecond: configured, burst } = rate;
  if (allowed === undefined || allowed <= 0) return "";
  const part = Math.round((measured / allowed) * 100);
  const lowered = configured !== undefined && configured > allowed;
  const whole = lowered ? ` now, of ${perSecondText(configured)} configured` : "";
  // What was sent before a throttle is no part of what is allowed now.
  if (part > 100 && lowered) return `over the last minute; ${perSecondText(allowed)} allowed${whole}`;
  if (part > 100 && burst > 0) return `${perSecondText(allowed)} allowed, and a burst of ${burst}`;
  // Less than a request is the grain of measuring.
  return `${Math.min(part, 100)} % of the ${perSecondText(allowed)} allowed${whole}`;
}

function perSecondText(rate: number): string {
  return rate < 10 ? rate.toFixed(2) : Math.round(rate).toLocaleString("en");
}
