import { z } from "zod";
import { countSchema } from "./number-shapes.ts";
import { instantSchema } from "./scope-schema.ts";

const rate = z.object({ created: countSchema, rejected: countSchema });

const finding = z.object({
  scope: z.string(),
  kind: z
    .enum(["scanner-outage", "uploader-cluster", "type-cluster"])
    .describe(
      "scanner-outage: many uploaders and types at once, so likely the scanner. uploader-cluster, type-cluster: one uploader, or one type.",
    ),
  from: instantSchema.nullable().describe("null: not of one time, but of all files outside the spikes."),
  to: instantSchema.nullable().describe("Not part of the time any more."),
  created: countSchema.describe("Files that were created in that time."),
  rejected: countSchema.describe("Of these, those that are rejected."),
  value: z.string().nullable().describe("The uploader, or the type by its extension; null of an outage."),
  own: rate.nullable().describe("The files of that uploader or type; null of an outage."),
  uploaders: countSchema.describe("Different uploaders of rejected files."),
  fileTypes: countSchema.describe("Different types of rejected files, by extension."),
  withoutUploader: countSchema.describe("Rejected files of which nobody knows the uploader."),
  usual: rate.nullable().describe("All other times, else all other uploaders or types; null: there are none."),
  affected: z
    .object({
      people: z.array(z.object({ uploader: z.string(), kind: z.string().nullable(), files: countSchema })).max(50),
      others: z.object({ people: countSchema, files: countSchema }).describe("Those who are not named, together."),
    })
    .nullable()
    .describe("Of an outage: whom to ask for the rejected files again, those with the most first."),
});

/** What is likely behind the rejected files. */
export const triageSchema = z.object({
  findings: z.array(finding).describe("By scope, the latest spikes first. Empty where rejections are few or ordinary."),
  olderSpikes: countSchema.describe("Spikes that are older than the ten of a scope that are told."),
  rejectedWithoutTime: countSchema.describe("Rejected files whose time of creation cannot be read."),
  rule: z.array(z.string()).describe("How it is judged, in sentences."),
});

export type TriageReport = z.output<typeof triageSchema>;
export type FindingReport = TriageReport["findings"][number];
