/** How often an operation may be called. */
export interface Quota {
  /** More than 0; may be a fraction. */
  readonly requestsPerSecond: number;
  /** How many calls may come at once after a pause; whole, from 1. */
  readonly burst: number;
}

/** How often operations may be called, for each account and Region, before they are throttled. */
export interface QuotaOptions {
  /** For every operation that is not named. @default without limit */
  readonly default?: Quota;
  /** By the operation's name. */
  readonly operations?: Readonly<Record<string, Quota>>;
}
