import type { QuotaOptions } from "./quota.ts";
import { Quotas } from "./quotas.ts";

export const HOME = ["111122223333", "eu-central-1"] as const;
export const BATCH = "BatchGetAttachedFileMetadata";

export interface QuotasAtRest {
  pass(milliseconds: number): void;
  take(operation?: string, account?: string, region?: string): boolean;
  /** How many of `calls` are let through. */
  takeMany(calls: number, operation?: string): number;
}

/** Quotas whose clock stands still until it is set. */
export function quotasAtRest(options: QuotaOptions | undefined): QuotasAtRest {
  let nowMs = Date.UTC(2026, 10, 1);
  const quotas = new Quotas(options, () => new Date(nowMs));
  return {
    pass: (milliseconds: number) => {
      nowMs += milliseconds;
    },
    take: (operation = BATCH, account: string = HOME[0], region: string = HOME[1]) =>
      quotas.take(account, region, operation),
    takeMany: (calls: number, operation = BATCH) =>
      Array.from({ length: calls }, () => quotas.take(...HOME, operation)).filter(Boolean).length,
  };
}
