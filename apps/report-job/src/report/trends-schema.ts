import { z } from "zod";
import { bytesSchema, countSchema } from "./number-shapes.ts";
import { instantSchema } from "./scope-schema.ts";

const trendRun = z.object({
  slot: z.string(),
  startedAt: instantSchema.describe("Of the first scope."),
  status: z.enum(["complete", "partial"]),
  files: countSchema,
  statuses: z
    .object({
      approved: countSchema,
      rejected: countSchema,
      processing: countSchema,
      failed: countSchema,
      other: countSchema.describe("Of statuses that AWS does not document."),
      none: countSchema.describe("Without a status: refused, unanswered or never answered."),
    })
    .nullable()
    .describe("null: not known, because the state does not remember it. They add up to `files`."),
  sizeBytes: bytesSchema.nullable(),
  rejectedSizeBytes: bytesSchema.nullable().describe("Of `sizeBytes`, those of rejected files, which are deleted."),
});

const seconds = z.object({ p50: countSchema, p90: countSchema, p99: countSchema, max: countSchema });

/** How things went over time, for `report.json`. */
export const trendsSchema = z.object({
  runs: z
    .array(trendRun)
    .max(60)
    .describe("Slots that every scope with data has finished, oldest first, their numbers those of all scopes."),
  arrivals: z.object({
    days: z
      .array(z.object({ day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), files: countSchema }))
      .max(90)
      .describe(
        "Files that are described now by the day of their creation in UTC; every day from the first to the last.",
      ),
    earlier: countSchema,
    later: countSchema.describe("Created after the day of the last run, as the answer says."),
    withoutDay: countSchema.describe("Described, without a creation time that can be read."),
  }),
  verdicts: z
    .object({
      files: countSchema.describe("Files that were created after a scope's first run and have a final status."),
      seenProcessing: countSchema.describe("Of these, files that a run saw in PROCESSING first."),
      atLeastSeconds: seconds.nullable(),
      atMostSeconds: seconds.nullable(),
    })
    .describe(
      "From creation to verdict. At least: until the run that still saw it in PROCESSING began, or 0. At most: until it was answered with its verdict.",
    ),
});

export type Trends = z.output<typeof trendsSchema>;
export type TrendRun = z.output<typeof trendRun>;
