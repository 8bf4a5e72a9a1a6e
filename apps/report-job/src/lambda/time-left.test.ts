import fc from "fast-check";
import { expect, it } from "vitest";
import { reserveMsOf } from "../run/time-box.ts";
import { timeLeft } from "./time-left.ts";

it("the time that Lambda leaves holds the box, the report, and the state's way to the bucket, in this order", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 900_000 }),
      fc.integer({ min: 5, max: 3600 }),
      (remainingMs, leaseSeconds) => {
        const { boxMs, breakOffMs, waitMs, allWaitsMs } = timeLeft(remainingMs, leaseSeconds);
        expect(boxMs - reserveMsOf(boxMs)).toBeGreaterThan(0);
        expect(boxMs).toBeLessThan(breakOffMs);
        expect(breakOffMs).toBeLessThan(remainingMs);
        expect(waitMs).toBeLessThanOrEqual(allWaitsMs);
        expect(allWaitsMs).toBeLessThan(boxMs);
      },
    ),
  );
});

it("fifteen minutes leave 105 seconds behind the last call, 45 of them behind the time box", () => {
  const { boxMs, breakOffMs, waitMs } = timeLeft(900_000, 60);
  expect(900_000 - boxMs + reserveMsOf(boxMs)).toBe(105_000);
  expect(900_000 - boxMs).toBe(45_000);
  expect(900_000 - breakOffMs).toBe(22_500);
  expect(waitMs).toBe(65_000);
});
