import { z } from "zod";
import { DEFAULT_QUOTA, OPERATIONS, type Operation } from "../pacing/quota.ts";

const positive = z.number().positive();

const requestsPerSecond = z.union([positive.max(100_000), z.literal("unlimited")]);
const burst = positive.max(100_000);

const allowance = z
  .strictObject({
    requestsPerSecond: requestsPerSecond.optional().describe("The quota's rate for this operation."),
    burst: burst.optional().describe("Requests of this operation that the quota allows at once."),
  })
  .describe("What the quota allows of this operation, where that is not what it allows of the others.");

/** The section `quota` of a scope. */
export const quota = z
  .strictObject({
    requestsPerSecond: requestsPerSecond
      .default(DEFAULT_QUOTA.requestsPerSecond)
      .describe("The quota's rate for each operation, in requests a second; 'unlimited' paces nothing."),
    burst: burst
      .optional()
      .describe(
        "Requests that the quota allows at once. Without it AWS's: 5, for SearchCases and SearchRelatedItems 10.",
      ),
    share: positive
      .max(1)
      .default(DEFAULT_QUOTA.share)
      .describe("The part of rate and burst that the job takes; the rest is left to the agents' own applications."),
    operations: z
      .strictObject(
        Object.fromEntries(OPERATIONS.map((name) => [name, allowance.optional()])) as Record<
          Operation,
          z.ZodOptional<typeof allowance>
        >,
      )
      .optional()
      .describe("Quotas of single operations that differ, by the operation's name."),
  })
  .describe("The account's quota. Amazon Connect's default is 2 requests a second, burst 5, per operation.");
