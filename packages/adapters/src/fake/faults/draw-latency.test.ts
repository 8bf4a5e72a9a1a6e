import { expect, test } from "vitest";
import { seededRandom } from "../dataset/random.ts";
import { drawLatencyMs, LONGEST_MS } from "./draw-latency.ts";
import type { Latency } from "./fault.ts";

function sample(latency: Latency, count = 20_000): number[] {
  const random = seededRandom(7);
  return Array.from({ length: count }, () => drawLatencyMs(latency, random)).sort((a, b) => a - b);
}
const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor(sorted.length * share)] ?? Number.NaN;

test("a plain latency is always the same", () => {
  expect(new Set(sample(250, 100))).toEqual(new Set([250]));
});

test("a latency between bounds is spread evenly, and never leaves them", () => {
  const sorted = sample({ from: 100, to: 300 });
  expect(at(sorted, 0)).toBeGreaterThanOrEqual(100);
  expect(sorted.at(-1)).toBeLessThanOrEqual(300);
  for (const share of [0.1, 0.25, 0.5, 0.9]) expect(Math.abs(at(sorted, share) - (100 + 200 * share))).toBeLessThan(4);
});

test("a log-normal latency has the median and the 99th percentile that it was told", () => {
  const sorted = sample({ median: 80, p99: 900 });
  expect(at(sorted, 0.5) / 80).toBeCloseTo(1, 1);
  expect(at(sorted, 0.99) / 900).toBeCloseTo(1, 1);
  // Long on one side: as far below the median as above it in factors, not in milliseconds.
  expect((at(sorted, 0.01) * 900) / 80 / 80).toBeCloseTo(1, 0);
});

test("no latency is beyond what a timer holds", () => {
  expect(sample({ median: 1e9, p99: 2e9 }).at(-1)).toBe(LONGEST_MS);
});
