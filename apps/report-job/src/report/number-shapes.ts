import { OUTCOME_KINDS } from "@attached-files/core";
import { z } from "zod";

/** How many; never negative. */
export const countSchema = z.int().min(0);
/** Bytes, exact at any size. */
export const bytesSchema = z
  .union([z.int(), z.string().regex(/^-?\d+$/)])
  .meta({ id: "Bytes", description: "A number up to 2^53 - 1; beyond it the digits as a text, so that none is lost." });

const outcomes = z
  .object(
    Object.fromEntries(OUTCOME_KINDS.map((kind) => [kind, countSchema])) as Record<
      (typeof OUTCOME_KINDS)[number],
      typeof countSchema
    >,
  )
  .meta({ id: "Outcomes", description: "References by outcome. They add up to `references`." });

/** The numbers of one scope, or of all together. */
export const numberShapes = {
  references: countSchema.describe("Files that are known to exist or to have existed."),
  outcomes,
  filesDescribed: countSchema.describe("References whose metadata is known."),
  sizeBytes: bytesSchema,
  rejectedSizeBytes: bytesSchema
    .optional()
    .describe("Of `sizeBytes`, those of rejected files, which are deleted. Reports of earlier programs lack it."),
  filesWithoutSize: countSchema.describe("Described files without FileSizeInBytes; not in `sizeBytes`."),
  needsAPerson: countSchema.describe(
    "References with any problem but those of `notKnown`: rejected, failed, stuck, refused, unanswered, vanished, too large, of an extension that is not allowed, without required tags, of an unknown status or with unknown members.",
  ),
  notKnown: countSchema.describe("References about which no call succeeded, or none was made: failed + deferred."),
  earlierAnswersLeftOut: countSchema
    .optional()
    .describe(
      "Of `notKnown`, those whose last answer, in an earlier run, was refused or unanswered: `needsAPerson` does not count them. Reports of earlier programs lack it.",
    ),
};
