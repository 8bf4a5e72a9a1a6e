import { z } from "zod";
import { assumeRole } from "./assume-role-setting.ts";
import { bucketName, endpoint, kmsKeyId, notBlank, region } from "./setting-formats.ts";

/** How a bucket of S3 is reached, whatever is kept in it. Beside it stands a prefix. */
export const bucketSettings = {
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
  assumeRole: assumeRole.optional().describe("A role to assume for this bucket."),
  requestTimeoutSeconds: z
    .number()
    .positive()
    .max(3600)
    .default(120)
    .describe("How long one attempt may take; that of a large file sends 8 MiB."),
} as const;

export const bucket: z.ZodString = bucketName.describe("Name of the bucket.");
