import { expect, it } from "vitest";
import { type PacerCounts, rateGauge } from "./rate-gauge.ts";

/** A pacer whose counts the test sets. */
function scene(callsLeft?: () => number) {
  const at = { now: 5000 };
  const counts: { -readonly [Name in keyof PacerCounts]: PacerCounts[Name] } = {
    attempts: 40,
    retries: 1,
    throttles: 2,
    waiting: 0,
    allowedPerSecond: 1.5,
    configuredPerSecond: 1.5,
  };
  const gauge = rateGauge({
    counts: () => counts,
    now: () => at.now,
    ...(callsLeft === undefined ? {} : { callsLeft }),
  });
  return { gauge, counts, at };
}

it("measures from where the step began, and tells what the pacer tells", () => {
  const { gauge, counts, at } = scene(() => 77);
  at.now += 10_000;
  Object.assign(counts, { attempts: 55, retries: 4, throttles: 5, waiting: 3, allowedPerSecond: 0.75 });
  expect(gauge.read()).toEqual({
    requestsPerSecond: 1.5,
    burst: 0,
    allowedPerSecond: 0.75,
    configuredPerSecond: 1.5,
    retries: 3,
    throttles: 3,
    waiting: 3,
    callsLeft: 77,
  });
});

it("measures nothing before there is a second to measure", () => {
  const { gauge, counts, at } = scene();
  at.now += 999;
  counts.attempts += 4;
  expect(gauge.read()).toMatchObject({ requestsPerSecond: undefined, callsLeft: undefined });
});

it.each([100, 1000, 10_000])("forgets what is longer ago than a minute, looked at every %i ms", (everyMs) => {
  const { gauge, counts, at } = scene();
  const goOn = (seconds: number, perSecond: number): void => {
    const end = at.now + seconds * 1000;
    const [from, before] = [at.now, counts.attempts];
    for (; at.now < end; at.now += everyMs) {
      counts.attempts = before + Math.floor(((at.now - from) / 1000) * perSecond);
      gauge.read();
    }
    counts.attempts = before + seconds * perSecond;
  };
  goOn(600, 10);
  goOn(80, 1);
  const rate = gauge.read().requestsPerSecond ?? 0;
  expect(rate).toBeGreaterThan(0.9);
  expect(rate).toBeLessThan(1.1);
});

it("tells how many requests came at once beside the allowed rate, until that is longer ago than a minute", () => {
  const { gauge, counts, at } = scene();
  const begun = at.now;
  const readAfter = (seconds: number) => {
    for (; at.now < begun + seconds * 1000; at.now += 1000) {
      counts.attempts = 43 + Math.floor(((at.now - begun) / 1000) * 1.5);
      gauge.read();
    }
    counts.attempts = 43 + Math.floor(seconds * 1.5);
    return gauge.read();
  };
  expect(readAfter(15)).toMatchObject({ burst: 3, requestsPerSecond: 25 / 15 });
  expect(readAfter(80)).toMatchObject({ burst: 0, requestsPerSecond: 1.5 });
});

it("takes no request for a burst that was sent before a throttle lowered the rate", () => {
  const { gauge, counts, at } = scene();
  const goOn = (seconds: number, perSecond: number) => {
    for (let second = 0; second < seconds; second += 1) {
      at.now += 1000;
      counts.attempts += perSecond;
      gauge.read();
    }
    return gauge.read().burst;
  };
  Object.assign(counts, { allowedPerSecond: 2 });
  expect(goOn(30, 2)).toBe(0);
  Object.assign(counts, { allowedPerSecond: 1 });
  expect(goOn(20, 1)).toBe(0);
});

it("measures a standstill as none", () => {
  const { gauge, at } = scene();
  for (let second = 0; second < 120; second += 1) {
    at.now += 1000;
    gauge.read();
  }
  expect(gauge.read().requestsPerSecond).toBe(0);
});
