import { z } from "zod";
import { assumeRole } from "./assume-role-setting.ts";
import { bucketName, endpoint, keyPrefix, kmsKeyId, notBlank, region } from "./setting-formats.ts";

const s3 = z
  .strictObject({
    bucket: bucketName.describe("Name of the bucket."),
    prefix: keyPrefix
      .default("")
      .describe("What the keys of all that is published begin with, as attached-files/. Without it, nothing."),
    region: region
      .optional()
      .describe("AWS Region of the bucket. Without it, what the AWS SDK finds (AWS_REGION, profile)."),
    endpoint: endpoint.optional().describe("A server of S3's language to use instead of AWS."),
    pathStyle: z
      .boolean()
      .optional()
      .describe("Whether requests name the bucket in the path. Without it, where an endpoint is given."),
    kmsKeyId: kmsKeyId
      .optional()
      .describe("Key of AWS KMS to encrypt with: id, ARN or alias. Without it, as the bucket does by itself."),
    profile: notBlank.optional().describe("Profile of the shared AWS configuration files."),
    assumeRole: assumeRole.optional().describe("A role to assume for publishing."),
    requestTimeoutSeconds: z
      .number()
      .positive()
      .max(3600)
      .default(120)
      .describe("How long one attempt may take; that of a large file sends 8 MiB."),
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
