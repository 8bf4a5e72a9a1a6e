/**
 * AWS's adjustable quotas of what a case may hold.
 *
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html (read 2026-11)
 */
export interface Limits {
  /** @default 50 */
  readonly filesPerResource: number;
  /** In bytes. AWS publishes no default. @default without limit */
  readonly bytesPerResource: number;
  /** @default 200 */
  readonly relatedItemsPerCase: number;
}

export const DEFAULT_LIMITS: Limits = {
  filesPerResource: 50,
  bytesPerResource: Number.POSITIVE_INFINITY,
  relatedItemsPerCase: 200,
};
