import type { QuotaOptions } from "./quota.ts";

/**
 * What AWS allows an account in a Region unless it was asked for more: 2 requests a second and 5 at once for every
 * operation that its tables do not name, which is true of BatchGetAttachedFileMetadata. What it allows
 * SearchAllRelatedItems is unknown, and was not looked up for what the fake serves of Cases beyond these: they have the
 * default here.
 *
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html (read 2026-11)
 */
export const AWS_QUOTAS: QuotaOptions = {
  default: { requestsPerSecond: 2, burst: 5 },
  operations: {
    SearchCases: { requestsPerSecond: 2, burst: 10 },
    SearchRelatedItems: { requestsPerSecond: 2, burst: 10 },
    ListDomains: { requestsPerSecond: 2, burst: 5 },
    GetDomain: { requestsPerSecond: 2, burst: 5 },
  },
};
