import type { Pacer } from "@attached-files/core";
import type { Clock } from "../run/clock.ts";
import { countedPacer, type PacerRates } from "./counted-pacer.ts";
import { PacedOperation } from "./paced-operation.ts";
import type { GaugedPacer } from "./pacer-gauge.ts";
import { type Allowance, ownPart, type Quota } from "./quota.ts";

/**
 * Keeps each operation to its own part of a quota, and yields where the service throttles nevertheless: because others
 * need the quota too, or because it is lower than was told.
 *
 * @param allowanceOf the part of an operation.
 */
export function adaptivePacer(allowanceOf: (operation: string) => Allowance, clock: Clock): GaugedPacer {
  const paced = new Map<string, PacedOperation>();
  const of = (operation: string): PacedOperation => {
    const known = paced.get(operation) ?? new PacedOperation(allowanceOf(operation), clock);
    paced.set(operation, known);
    return known;
  };
  const pacer: Pacer & PacerRates = {
    acquire: (operation, signal) => of(operation).acquire(signal),
    throttled: (operation, retryAfterMs) => of(operation).throttled(retryAfterMs),
    rates: (operation) => {
      const { presentRate, configuredRate } = of(operation);
      return { requestsPerSecond: rateOf(presentRate), configuredRequestsPerSecond: rateOf(configuredRate) };
    },
  };
  return countedPacer(pacer, clock);
}

/** `adaptivePacer` by one quota. */
export function quotaPacer(quota: Quota, clock: Clock): GaugedPacer {
  return adaptivePacer((operation) => ownPart(quota, operation), clock);
}

function rateOf(rate: number): number | "unlimited" {
  return Number.isFinite(rate) ? rate : "unlimited";
}
