/** The operations that the job calls and a quota paces. */
export const OPERATIONS = [
  "BatchGetAttachedFileMetadata",
  "SearchAllRelatedItems",
  "SearchCases",
  "SearchRelatedItems",
  "ListDomains",
  "ListAttachedFilesConfigurations",
] as const;

/** The name of an operation that the job calls: one of `OPERATIONS`. */
export type Operation = (typeof OPERATIONS)[number];

/** What a quota allows of one operation. */
export interface Allowance {
  /** `unlimited` paces nothing: for a fake, or a quota that somebody else keeps. */
  readonly requestsPerSecond: number | "unlimited";
  /** Requests that may come at once after a quiet time. */
  readonly burst: number;
}

/** How much of a quota the job may use. */
export interface Quota {
  /** For every operation that is not named. */
  readonly requestsPerSecond: Allowance["requestsPerSecond"];
  /** For every operation that is not named. @default AWS's own: 5, and 10 for SearchCases and SearchRelatedItems */
  readonly burst?: number | undefined;
  /** The part of rate and burst that the job takes, above 0 and up to 1; the rest is left to the live agents. */
  readonly share: number;
  /** What differs for single operations. */
  readonly operations?: Readonly<Partial<Record<Operation, PartialAllowance | undefined>>> | undefined;
}

type PartialAllowance = { readonly [Member in keyof Allowance]?: Allowance[Member] | undefined };

/**
 * Amazon Connect's default for every operation without an exception in its table: per account and Region.
 *
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html (read 2026-11)
 */
export const DEFAULT_QUOTA: Quota = { requestsPerSecond: 2, share: 0.75 };

const DEFAULT_BURST = 5;

/** Where AWS's table has more than the default at once. What it allows SearchAllRelatedItems is unknown. */
const KNOWN_BURSTS: Readonly<Record<string, number>> = { SearchCases: 10, SearchRelatedItems: 10 };

/** The job's own part of what one operation is allowed: requests a second, and at once. */
export function ownPart(quota: Quota, operation: string): Allowance {
  const named = quota.operations?.[operation as Operation];
  const requestsPerSecond = named?.requestsPerSecond ?? quota.requestsPerSecond;
  const burst = named?.burst ?? quota.burst ?? KNOWN_BURSTS[operation] ?? DEFAULT_BURST;
  return {
    requestsPerSecond: requestsPerSecond === "unlimited" ? requestsPerSecond : requestsPerSecond * quota.share,
    burst: Math.max(1, Math.floor(burst * quota.share)),
  };
}

/** The lowest of several allowances, member by member. */
export function lowest(allowances: readonly Allowance[]): Allowance {
  const rates = allowances.map(({ requestsPerSecond }) => requestsPerSecond).filter((rate) => rate !== "unlimited");
  return {
    requestsPerSecond: rates.length === 0 ? "unlimited" : Math.min(...rates),
    burst: Math.min(...allowances.map(({ burst }) => burst)),
  };
}
