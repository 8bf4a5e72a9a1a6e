import { z } from "zod";
import { countSchema, numberShapes } from "./number-shapes.ts";

/** A moment, in UTC. */
export const instantSchema = z.iso.datetime().meta({ id: "Instant", description: "ISO 8601, in UTC." });
/** Why a scope's answer is not complete. */
export const reasonSchema = z
  .object({
    scope: z.string(),
    code: z
      .enum([
        "state-missing",
        "state-in-use",
        "state-unreadable",
        "state-newer",
        "no-finished-run",
        "other-slot",
        "discovery-unfinished",
        "call-failed",
        "deferred",
        "run-partial",
      ])
      .describe("Why, for programs."),
    files: countSchema.nullable().describe("How many files it concerns, where that is known."),
    errorCode: z
      .string()
      .optional()
      .describe("Of call-failed: the error that most of these files met. Reports of earlier programs lack it."),
    errorMessage: z
      .string()
      .optional()
      .describe(
        "Of call-failed with AccessDeniedException or CredentialsUnavailable: what the service, or AWS's SDK, said of one of these calls, shortened and without ids of files and resources; escape it. Reports of earlier programs lack it.",
      ),
    text: z.string().describe("Why, for people. May hold texts of the service: escape them."),
  })
  .meta({ id: "Reason" });

/** A domain that was searched case by case, and why. */
export const fallbackSchema = z
  .object({
    domainId: z.string(),
    operation: z.string().describe("The operation that was refused, as SearchAllRelatedItems."),
    errorCode: z.string(),
    errorMessage: z.string().describe("In the service's own words, shortened: escape them."),
  })
  .meta({ id: "Fallback" });

/** The facts of the run behind a scope's answer. */
export const runSchema = z.object({
  runId: z
    .string()
    .nullable()
    .optional()
    .describe("The id under which the process that finished the run logged. Reports of earlier programs lack it."),
  slot: z.string(),
  status: z.enum(["complete", "partial"]),
  input: z.string().describe("How the references were found."),
  startedAt: instantSchema,
  finishedAt: instantSchema,
  discoveryFinished: z.boolean(),
  fullSearchFinished: z
    .boolean()
    .optional()
    .describe(
      "Whether a search for all files came to its end in this run: nothing else finds that files are gone. Reports of earlier programs lack it.",
    ),
  calls: countSchema.describe("Calls of BatchGetAttachedFileMetadata that were recorded."),
  requests: countSchema
    .nullable()
    .optional()
    .describe(
      "Attempts that were sent to AWS, of all operations; null where nobody counted. Reports of earlier programs lack it.",
    ),
  throttles: countSchema
    .nullable()
    .optional()
    .describe("Those of them that were throttled; null where nobody counted. Reports of earlier programs lack it."),
  attempts: countSchema.describe("Processes that worked on the run."),
  resumed: z.boolean().describe("Whether a process went on where another one left off."),
  repeatedReferences: countSchema.describe("References that were found more than once, and kept once."),
  skippedInputLines: countSchema.describe("Malformed lines of the input list that were skipped."),
  fallbacks: z
    .array(fallbackSchema)
    .nullable()
    .optional()
    .describe(
      "Domains that were searched case by case, by this run or by an earlier one whose full search it goes on with, because a search of the whole domain was refused. It finds the same files, with one call for each case at least. null where that was not noted. Reports of earlier programs lack it.",
    ),
  placeChange: z
    .object({
      slot: z.string().describe("That of the run before."),
      before: z.string().describe("Where that run asked, for people."),
      now: z.string().describe("Where this one did."),
    })
    .nullable()
    .optional()
    .describe(
      "That the run asked at another place (endpoint, Region, instance, domains, profile, role) than the run before: its files may be others. null where both are told as the same place, there was no run before, or one of them was not noted. Reports of earlier programs lack it.",
    ),
  troubleCode: z.string().nullable().describe("What ended the search or the calls early."),
  troubleMessage: z.string().nullable(),
  troubleOperation: z
    .string()
    .nullable()
    .optional()
    .describe(
      "The operation that was answered so, as ListDomains; null where it was none, or nobody noted it. Reports of earlier programs lack it.",
    ),
});

/** Whether an answer is complete. */
export const statusSchema = z.enum(["complete", "partial", "no-data"]).meta({
  id: "Status",
  description:
    "complete: nothing failed or deferred, the search finished, and the answers are this slot's. partial: something of that is not so. no-data: no run has finished.",
});

/** One scope of the report. */
export const scopeSchema = z.object({
  name: z.string(),
  region: z.string().nullable(),
  endpoint: z
    .string()
    .nullable()
    .optional()
    .describe(
      "Where the scope is asked instead of at AWS's own address, as its settings said when the report was written; null: at AWS's own. Reports of earlier programs lack it.",
    ),
  status: statusSchema,
  whyNotComplete: z.array(reasonSchema),
  ...numberShapes,
  run: runSchema.nullable().describe("The run that the scope's data comes from; null where there is none."),
});
