import { z } from "zod";

/** What `notified.json` holds. */
export const sentNotesSchema = z
  .array(
    z.object({
      target: z.string().describe("Name of the target in the configuration."),
      slot: z.string().nullable().describe("null: of a run that ended before it had one."),
      digest: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .describe("SHA-256 of the message, so that the same one is not sent twice."),
      status: z
        .enum(["complete", "partial", "no-data", "failed", "test"])
        .optional()
        .describe("What the message told, so that the end of trouble is told, too. Notes of earlier programs lack it."),
      unpublished: z
        .object({
          status: z.enum(["complete", "partial", "no-data"]),
          exitCode: z.int().min(0).max(255),
          digest: z
            .string()
            .regex(/^[0-9a-f]{64}$/)
            .describe("SHA-256 of the crossed thresholds and the changes that it told."),
        })
        .optional()
        .describe("What a report that had not got to its bucket was told to say; absent in notes of anything else."),
      exitCode: z.int().min(0).max(255).optional().describe("The exit code that the message told; as status."),
      startedAt: z
        .string()
        .optional()
        .describe("When the run of the slot began; of one without a report, when it was told. ISO 8601; as status."),
      standing: z
        .array(
          z.object({
            name: z.string().describe("As in the configuration."),
            rule: z.string().describe("As in the message: 'rejected > 0'."),
            slot: z.string().nullable().describe("The slot it was told of last."),
            exitCode: z.int().min(0).max(255).describe("The exit code that it was told with."),
          }),
        )
        .optional()
        .describe(
          "Thresholds that the target was told are crossed, of this slot or before, and not yet that they are kept again. Those about a change since the report before are none: a change does not get over. Notes of earlier programs lack it.",
        ),
      toldAt: z
        .string()
        .optional()
        .describe("When the message was sent, so that notes of two files get into their order. ISO 8601; as status."),
    }),
  )
  .describe("Which messages were sent of which slots, the newest last. The messages themselves are not kept.");
