import type { Pacer } from "@attached-files/core";
import type { ScopeConfig } from "../config/config-schema.ts";
import type { Clock } from "../run/clock.ts";
import { tokenBucketPacer } from "../run/token-bucket-pacer.ts";

/**
 * One pacer for all scopes that call one place with the same credentials and the same quota: AWS counts by account and
 * Region, not by scope, and a fresh bucket for each scope would allow a burst for each.
 */
export function sharedPacers(clock: Clock): (scope: ScopeConfig) => Pacer {
  const pacers = new Map<string, Pacer>();
  return ({ region, endpoint, profile, assumeRole, quota }) => {
    const key = JSON.stringify([region, endpoint, profile, assumeRole, quota]);
    const pacer = pacers.get(key) ?? tokenBucketPacer(quota, clock);
    pacers.set(key, pacer);
    return pacer;
  };
}
