import { RESOURCE_KINDS } from "@attached-files/core";
import { z } from "zod";
import { bytesSchema } from "../number-shapes.ts";
import { instantSchema } from "../scope-schema.ts";

const origin = z
  .enum(["configured", "learnt", "default"])
  .meta({ id: "LimitOrigin" })
  .describe("configured: in `rules` of the configuration. learnt: from Amazon Connect. default: AWS's own.");

const extensions = z.array(z.string()).nullable().describe("Without dots, in small letters; null: any.");

const standingLimits = z.object({
  attachedTo: z.enum(RESOURCE_KINDS),
  maxFileSizeBytes: bytesSchema,
  maxFileSizeFrom: origin,
  allowedExtensions: extensions,
  allowedExtensionsFrom: origin,
});

/** Which limits the files of a scope's instance were held against, and where they come from. */
export const limitsSchema = z
  .array(
    z.object({
      scope: z.string(),
      instanceId: z.string().nullable().describe("null: every instance of the scope that is not named."),
      answer: z
        .enum(["learnt", "not-permitted", "failed", "not-asked"])
        .describe("What came of asking Amazon Connect in the run: ListAttachedFilesConfigurations."),
      code: z.string().nullable().describe("Of the error, where it was not permitted or failed."),
      askedAt: instantSchema.nullable(),
      learntAt: instantSchema.nullable().describe("When that was learnt which is known; it may be of an earlier run."),
      learnt: z
        .array(
          z.object({
            attachmentScope: z.string().describe("EMAIL, CHAT, CASE, TASK, or what AWS adds."),
            maxFileSizeBytes: bytesSchema.nullable(),
            allowedExtensions: z.array(z.string()).nullable().describe("As they were answered."),
          }),
        )
        .describe("What Amazon Connect told."),
      standing: z
        .array(standingLimits)
        .describe(
          "What files were held against: configured, else learnt, else default. What was learnt is for files of the use case ATTACHMENT, or of none that is told; the others are held against the default.",
        ),
    }),
  )
  .describe("Limits of size and extension, of each instance. Reports of earlier programs lack them.");

/** Which limits files were held against, of all scopes' instances. */
export type LimitsReport = z.output<typeof limitsSchema>;
/** Those of one instance. */
export type InstanceLimitsReport = LimitsReport[number];
/** Those of files that are attached to one kind of resource. */
export type StandingLimits = InstanceLimitsReport["standing"][number];
/** Where a limit comes from. */
export type LimitOrigin = z.output<typeof origin>;
