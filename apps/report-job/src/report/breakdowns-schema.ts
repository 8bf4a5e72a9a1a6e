import { z } from "zod";
import { bytesSchema, countSchema } from "./number-shapes.ts";
import { instantSchema } from "./scope-schema.ts";

const breakdownEntry = z.object({
  value: z.string().nullable().describe("null: the answer had no such member."),
  kind: z.string().nullable().describe("Uploaders only: ConnectUserArn, AWSIdentityArn, or another."),
  files: countSchema,
  sizeBytes: bytesSchema,
});
const breakdown = z
  .object({
    entries: z.array(breakdownEntry),
    others: z
      .object({ values: countSchema, files: countSchema, sizeBytes: bytesSchema })
      .nullable()
      .describe("The values that did not fit, together."),
  })
  .meta({ id: "Breakdown" });

/** How the described files divide, for `report.json`. */
export const breakdownsSchema = z
  .object({
    status: breakdown,
    useCase: breakdown,
    fileType: breakdown
      .optional()
      .describe(
        "By the extension of the file's name, in lower case; null: it has none. Reports of earlier programs lack it.",
      ),
    sizeBand: breakdown,
    age: breakdown
      .optional()
      .describe(
        "From the time of creation to `agesAt`; a year is 365 days; null: no time that can be read. Reports of earlier programs lack it.",
      ),
    agesAt: instantSchema
      .optional()
      .describe("The moment that the slot is named after; where that is none, when the last run began."),
    uploader: breakdown,
    createdMonth: breakdown,
    tagKey: breakdown.describe("A file counts once for each of its tag keys, also among others."),
  })
  .describe(
    "Described files only. The files of a breakdown's entries and others add up to `filesDescribed`, but for tagKey.",
  );

export type Breakdown = z.output<typeof breakdown>;
