import type { Random } from "../dataset/random.ts";
import type { Latency } from "./fault.ts";

/** Node's timers hold 31 bits of milliseconds; more would fire at once. */
export const LONGEST_MS: number = 0x7fff_ffff;
/** So many standard deviations above the mean lies the 99th percentile of a normal distribution. */
const DEVIATIONS_TO_P99 = 2.3263478740408408;

/** Draws how late an answer is, in milliseconds. */
export function drawLatencyMs(latency: Latency, random: Random): number {
  if (typeof latency === "number") return latency;
  if ("from" in latency) return latency.from + random.next() * (latency.to - latency.from);
  const deviation = Math.log(latency.p99 / latency.median) / DEVIATIONS_TO_P99;
  return Math.min(latency.median * Math.exp(deviation * normal(random)), LONGEST_MS);
}

/** Box and Muller's: mean 0, deviation 1. */
function normal(random: Random): number {
  // Of a number above 0, whose logarithm is finite.
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
