import type { ScopeConfig } from "../config/config-schema.ts";
import type { Clock } from "../run/clock.ts";
import { adaptivePacer } from "./adaptive-pacer.ts";
import type { GaugedPacer } from "./pacer-gauge.ts";
import { lowest, OPERATIONS, ownPart } from "./quota.ts";

/** Where a scope's quota is counted, and how much of it the scope may use. */
export type PacedScope = Pick<ScopeConfig, "name" | "region" | "endpoint" | "profile" | "assumeRole" | "quota">;

export interface SharedPacers {
  of(scope: PacedScope): GaugedPacer;
  /** Sentences about scopes that share a quota and differ in what they would take of it. */
  readonly notes: readonly string[];
}

/**
 * One pacer for all scopes of one account and Region, as far as a configuration tells them: AWS counts by these, not by
 * scope. Where such scopes differ in their quota, the lowest of each setting holds for all of them.
 *
 * @param scopes all that there are.
 * @param region that of scopes which name none.
 */
export function sharedPacers(scopes: readonly PacedScope[], clock: Clock, region?: string): SharedPacers {
  const places = Map.groupBy(scopes, (scope) => placeOf(scope, region));
  const pacers = new Map<string, GaugedPacer>();
  const notes: string[] = [];
  for (const [place, sharing] of places) {
    const parts = (operation: string) => sharing.map(({ quota }) => ownPart(quota, operation));
    pacers.set(
      place,
      adaptivePacer((operation) => lowest(parts(operation)), clock),
    );
    if (OPERATIONS.some((operation) => new Set(parts(operation).map((part) => JSON.stringify(part))).size > 1)) {
      const names = sharing.map(({ name }) => name).join(", ");
      notes.push(`${names}: one account and Region, and different quotas; the lowest of each holds for all of them`);
    }
  }
  return {
    of: (scope) => {
      const pacer = pacers.get(placeOf(scope, region));
      if (pacer === undefined) throw new Error(`no pacer was made for the place of scope ${scope.name}`);
      return pacer;
    },
    notes,
  };
}

/** The account cannot be known without a call: a role's ARN tells it, and the same credentials stand for the same one. */
function placeOf({ endpoint, profile, assumeRole, ...scope }: PacedScope, region: string | undefined): string {
  const account = assumeRole === undefined ? { profile } : { account: assumeRole.roleArn.split(":")[4] };
  return JSON.stringify([scope.region ?? region, endpoint, account]);
}
