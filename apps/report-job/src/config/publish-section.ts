import { z } from "zod";
import { bucket, bucketSettings } from "./bucket-settings.ts";
import { keyPrefix } from "./setting-formats.ts";

const s3 = z
  .strictObject({
    bucket,
    prefix: keyPrefix
      .default("")
      .describe("What the keys of all that is published begin with, as attached-files/. Without it, nothing."),
    ...bucketSettings,
  })
  .describe("A bucket of S3 that every report is published to, beside the folder.");

const keep = z
  .strictObject({
    reports: z.int().min(1).max(100_000).optional().describe("The newest reports that are kept, at least."),
    days: z.number().positive().max(36_500).optional().describe("Reports that are younger are kept, at least."),
  })
  .refine(({ reports, days }) => reports !== undefined || days !== undefined, {
    error: "'reports', 'days' or both",
  })
  .describe("Older reports are removed, from the folder and from the bucket. Without it, none ever is.");

/** Where reports go beside the folder, and which of them stay. */
export const publishSection = z
  .strictObject({ s3: s3.optional(), keep: keep.optional() })
  .describe("Where reports are published beside report.folder, and how long they are kept.");

export type PublishConfig = z.output<typeof publishSection>;
export type S3Config = NonNullable<PublishConfig["s3"]>;
/** Which reports stay: those that any of the two keeps. */
export type KeepConfig = NonNullable<PublishConfig["keep"]>;
