import { describe, expect, it } from "vitest";
import { durationText } from "./duration-text.ts";
import type { RateReading } from "./rate-gauge.ts";
import { Step } from "./step.ts";
import { leftText, percentText, rateText, waitText } from "./step-text.ts";

const PACED: RateReading = {
  requestsPerSecond: 1.484,
  allowedPerSecond: 1.5,
  configuredPerSecond: 1.5,
  burst: 0,
  retries: 0,
  throttles: 0,
  waiting: 0,
  callsLeft: undefined,
};

describe("the rate of a step", () => {
  it.each<[string, Partial<RateReading>, string]>([
    ["with what of the quota is used", {}, "1.48 requests a second (99 % of the 1.50 allowed)"],
    ["with one throttle", { throttles: 1 }, "1.48 requests a second (99 % of the 1.50 allowed), 1 throttle"],
    ["with many", { throttles: 1234 }, "1.48 requests a second (99 % of the 1.50 allowed), 1,234 throttles"],
    [
      "lowered by throttles",
      { requestsPerSecond: 0.75, allowedPerSecond: 0.75 },
      "0.75 requests a second (100 % of the 0.75 allowed now, of 1.50 configured)",
    ],
    [
      "of the last minute, where it was more than is allowed since a throttle",
      { requestsPerSecond: 1.2, allowedPerSecond: 0.494 },
      "1.20 requests a second (over the last minute; 0.49 allowed now, of 1.50 configured)",
    ],
    ["with a burst", { requestsPerSecond: 1.7, burst: 3 }, "1.70 requests a second (1.50 allowed, and a burst of 3)"],
    [
      "above the allowed by less than a request",
      { requestsPerSecond: 1.52 },
      "1.52 requests a second (100 % of the 1.50 allowed)",
    ],
    [
      "without any pace",
      { requestsPerSecond: 1310.4, allowedPerSecond: undefined, configuredPerSecond: undefined },
      "1,310 requests a second",
    ],
    ["before it is measured", { requestsPerSecond: undefined }, ""],
    ["before it is measured, throttled", { requestsPerSecond: undefined, throttles: 2 }, "2 throttles"],
    ["at a standstill", { requestsPerSecond: 0 }, "0.00 requests a second (0 % of the 1.50 allowed)"],
  ])("is told %s", (_, change, text) => {
    expect(rateText({ ...PACED, ...change })).toBe(text);
  });
});

describe("what is left of a step", () => {
  const moment = { date: new Date("2026-11-24T08:54:00Z"), timeZone: "Europe/Berlin" };
  it.each([
    [47 * 60_000, "47 min left, until 10:41"],
    [0, "0.0 s left, until 09:54"],
    [14 * 3_600_000, "14.0 h left, until 23:54"],
    [48 * 3_600_000, "48.0 h left, until 26 Nov 09:54"],
  ])("is told with the time at its end: %i ms", (leftMs, text) => {
    expect(leftText(leftMs, moment)).toBe(text);
  });

  function left(done: number, elapsedMs: number, rate?: Partial<RateReading>): number | undefined {
    let now = 0;
    const gauge = rate === undefined ? [] : [{ read: () => ({ ...PACED, ...rate }) }];
    const step = new Step(() => now, "asking", "files", 1000, "answers", ...gauge);
    now = elapsedMs;
    step.advance(done);
    return step.read().leftMs;
  }

  it("is counted in calls where they are known, whatever the files say", () => {
    // 900 of 1000 files took 10 s, and each of the 30 calls that are left asks for few.
    expect(left(900, 10_000, { callsLeft: 30, requestsPerSecond: 1.5 })).toBe(20_000);
    expect(left(900, 10_000, { callsLeft: 0 })).toBe(0);
  });

  const CALLS = { callsLeft: 30, requestsPerSecond: 1.5 };
  it.each([
    // Of 1.5 a second, five take 3.3 s.
    [3300, CALLS, 0, 20_000, "waiting for answers"],
    [3400, CALLS, 0, undefined, "waiting for answers"],
    [3400, CALLS, 1, undefined, "no answer, retrying"],
    [49_000, { ...CALLS, allowedPerSecond: 0.1 }, 1, 300_000, "waiting for answers"],
    [51_000, { ...CALLS, allowedPerSecond: 0.1 }, 1, undefined, "no answer, retrying"],
    [2900, { ...CALLS, allowedPerSecond: undefined }, 1, 20_000, "waiting for answers"],
    [3100, { ...CALLS, allowedPerSecond: undefined }, 1, undefined, "no answer, retrying"],
    // Nothing is sent, so that nobody could have answered.
    [61_000, { ...CALLS, requestsPerSecond: 0 }, 0, 20_000, "waiting for answers"],
  ])(
    "is told by nobody where nobody answers what is sent: %i ms, %j, %i retries",
    (quietMs, paced, retries, leftMs, text) => {
      let now = 0;
      let retried = 5;
      const gauge = { read: () => ({ ...PACED, ...paced, retries: retried }) };
      const step = new Step(() => now, "asking", "files", 1000, "answers", gauge);
      now = 10_000;
      step.advance(1);
      retried += retries;
      now += quietMs;
      const reading = step.read();
      expect([reading.leftMs, waitText(reading)]).toEqual([leftMs, text]);
    },
  );

  it("is told by nobody where all that is sent fails, however many files that makes failed", () => {
    let now = 0;
    const gauge = { read: () => ({ ...PACED, callsLeft: 30, requestsPerSecond: 1.5 }) };
    const step = new Step(() => now, "asking", "files", 1000, "answers", gauge);
    for (; now < 61_000; now += 1000) step.advance(1, false);
    expect([step.read().leftMs, waitText(step.read())]).toEqual([undefined, "no answer, retrying"]);
    step.advance(1, true);
    expect([step.read().leftMs, waitText(step.read())]).toEqual([20_000, "waiting for answers"]);
  });

  it("is told by nobody while the service throttles all that is sent", () => {
    let now = 0;
    let throttles = 2;
    const gauge = { read: () => ({ ...PACED, callsLeft: 30, requestsPerSecond: 1.5, throttles, retries: throttles }) };
    const step = new Step(() => now, "asking", "files", 1000, "answers", gauge);
    step.advance(1);
    now = 4000;
    expect([step.read().leftMs, waitText(step.read())]).toEqual([undefined, "waiting for answers"]);
    throttles = 3;
    expect([step.read().leftMs, waitText(step.read())]).toEqual([undefined, "throttled by AWS, waiting"]);
  });

  it("is told by nobody before the first answer, from the first request on", () => {
    let now = 0;
    const gauge = { read: () => ({ ...PACED, callsLeft: 30, requestsPerSecond: 1.5 }) };
    const step = new Step(() => now, "asking", "files", 1000, "answers", gauge);
    now = 10_000;
    expect([step.read().leftMs, waitText(step.read())]).toEqual([undefined, "waiting for answers"]);
    step.advance(100, false);
    expect(step.read().leftMs).toBeUndefined();
    step.advance(1);
    expect(step.read().leftMs).toBe(20_000);
  });

  it("is counted by what is allowed where more was measured: a burst does not go on", () => {
    expect(left(0, 100, { callsLeft: 30, requestsPerSecond: 3, burst: 3 })).toBe(20_000);
  });

  it("is counted by what is allowed where nothing is measured yet, or nothing goes", () => {
    expect(left(0, 100, { callsLeft: 30, requestsPerSecond: undefined, allowedPerSecond: 0.5 })).toBe(60_000);
    expect(left(0, 100, { callsLeft: 30, requestsPerSecond: 0, allowedPerSecond: 0.5 })).toBe(60_000);
    expect(left(0, 100, { callsLeft: 30, requestsPerSecond: 0, allowedPerSecond: undefined })).toBeUndefined();
  });

  it("is not told while the service throttles what nothing of ours paces", () => {
    const throttled = { callsLeft: 30, requestsPerSecond: 0.1, allowedPerSecond: 0.2, waiting: 1, throttles: 4 };
    expect(left(0, 100, { ...throttled, configuredPerSecond: undefined })).toBeUndefined();
    expect(left(0, 100, { ...throttled, configuredPerSecond: 1.5 })).toBe(300_000);
  });

  it("is counted in files where calls are not known", () => {
    expect(left(250, 10_000)).toBe(30_000);
    expect(left(250, 10_000, {})).toBe(30_000);
    expect(left(0, 10_000)).toBeUndefined();
    expect(left(1200, 10_000)).toBe(0);
  });
});

it.each([
  ["answers", undefined, "waiting for answers"],
  ["", undefined, "still at work"],
  ["answers", { ...PACED, waiting: 2 }, "waiting for the quota"],
  ["answers", { ...PACED, waiting: 2, throttles: 3, configuredPerSecond: undefined }, "throttled by AWS, waiting"],
  ["answers", { ...PACED, waiting: 2, configuredPerSecond: undefined }, "waiting for the quota"],
  ["answers", PACED, "waiting for answers"],
])("a quiet step that waits for '%s' is told as it is", (waitsFor, rate, text) => {
  const reading = new Step(() => 0, "asking", "files", 10, waitsFor).read();
  expect(waitText({ ...reading, rate })).toBe(text);
});

it("nothing is done to 100 % before it is done", () => {
  expect([0, 0.219, 0.9999, 1].map(percentText)).toEqual(["0 %", "21 %", "99 %", "100 %"]);
});

it.each([
  [900, "0.9 s"],
  [42_000, "42 s"],
  [600_000, "10 min"],
  [36_000_000, "10.0 h"],
])("a duration of %i ms is written %s", (ms, text) => {
  expect(durationText(ms)).toBe(text);
});
