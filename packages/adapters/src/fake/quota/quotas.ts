/** How often an operation may be called. */
export interface Quota {
  readonly requestsPerSecond: number;
  /** How many calls may come at once after a pause. */
  readonly burst: number;
}

export interface QuotaOptions {
  /** For every operation that is not named. */
  readonly default?: Quota;
  /** By the operation's name. */
  readonly operations?: Readonly<Record<string, Quota>>;
}

/** A token bucket per account, Region and operation. */
export class Quotas {
  constructor(_options: QuotaOptions | undefined, _clock: () => Date) {}

  /** Takes a token; false where there is none left. */
  take(_account: string, _region: string, _operation: string): boolean {
    return true;
  }
}
