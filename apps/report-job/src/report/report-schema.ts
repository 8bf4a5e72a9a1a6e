import { OUTCOME_KINDS } from "@attached-files/core";
import { z } from "zod";

/** Raised when a member is removed or changes its meaning. New members may come without a raise. */
export const REPORT_SCHEMA_VERSION = 1;

const count = z.int().min(0);
const instant = z.iso.datetime().meta({ id: "Instant", description: "ISO 8601, in UTC." });
const bytes = z
  .union([z.int(), z.string().regex(/^-?\d+$/)])
  .meta({ id: "Bytes", description: "A number up to 2^53 - 1; beyond it the digits as a text, so that none is lost." });

const outcomes = z
  .object(Object.fromEntries(OUTCOME_KINDS.map((kind) => [kind, count])) as Record<(typeof OUTCOME_KINDS)[number], typeof count>)
  .meta({ id: "Outcomes", description: "References by outcome. They add up to `references`." });

const reason = z.object({
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
  files: count.nullable().describe("How many files it concerns, where that is known."),
  text: z.string().describe("Why, for people. May hold texts of the service: escape them."),
}).meta({ id: "Reason" });

const run = z.object({
  slot: z.string(),
  status: z.enum(["complete", "partial"]),
  input: z.string().describe("How the references were found."),
  startedAt: instant,
  finishedAt: instant,
  discoveryFinished: z.boolean(),
  calls: count.describe("Calls of BatchGetAttachedFileMetadata that were recorded."),
  attempts: count.describe("Processes that worked on the run."),
  resumed: z.boolean().describe("Whether a process went on where another one left off."),
  repeatedReferences: count.describe("References that were found more than once, and kept once."),
  skippedInputLines: count.describe("Malformed lines of the input list that were skipped."),
  troubleCode: z.string().nullable().describe("What ended the search or the calls early."),
  troubleMessage: z.string().nullable(),
});

const status = z
  .enum(["complete", "partial", "no-data"])
  .meta({
    id: "Status",
    description:
      "complete: nothing failed or deferred, the search finished, and the answers are this slot's. partial: something of that is not so. no-data: no run has finished.",
  });

const numbers = {
  references: count.describe("Files that are known to exist or to have existed."),
  outcomes,
  filesDescribed: count.describe("References whose metadata is known."),
  sizeBytes: bytes,
  filesWithoutSize: count.describe("Described files without FileSizeInBytes; not in `sizeBytes`."),
  needsAPerson: count.describe("References that are rejected, failed, stuck, refused, unanswered or of an unknown status."),
  notKnown: count.describe("References about which no call succeeded, or none was made: failed + deferred."),
};

const scope = z.object({
  name: z.string(),
  region: z.string().nullable(),
  status,
  whyNotComplete: z.array(reason),
  ...numbers,
  run: run.nullable().describe("The run that the scope's data comes from; null where there is none."),
});

const breakdownEntry = z.object({
  value: z.string().nullable().describe("null: the answer had no such member."),
  kind: z.string().nullable().describe("Uploaders only: ConnectUserArn, AWSIdentityArn, or another."),
  files: count,
  sizeBytes: bytes,
});
const breakdown = z.object({
  entries: z.array(breakdownEntry),
  others: z
    .object({ values: count, files: count, sizeBytes: bytes })
    .nullable()
    .describe("The values that did not fit, together."),
}).meta({ id: "Breakdown" });

const problem = z.object({
  problem: z.string(),
  rows: count.describe("Rows of problems.csv."),
  meaning: z.string(),
  whatToDo: z.string(),
});

const irregularity = z.object({
  kind: z.string(),
  count,
  meaning: z.string(),
  examples: z
    .array(
      z.object({
        scope: z.string(),
        path: z.string(),
        fileId: z.string().nullable(),
        associatedResourceArn: z.string().nullable(),
        detail: z.string(),
      }),
    )
    .max(20),
});

const table = z.object({
  file: z.string(),
  format: z.enum(["csv", "parquet"]),
  rows: count,
  sizeBytes: bytes,
  columns: z.array(z.object({ name: z.string(), type: z.enum(["text", "integer", "timestamp"]), description: z.string() })),
});

/** What `report.json` holds. Every member is always there; texts of the service are as they were answered. */
export const reportSchema = z
  .object({
    schemaVersion: z.literal(REPORT_SCHEMA_VERSION),
    slot: z.string().describe("The scheduled moment that the report is for."),
    generatedAt: instant,
    stuckAfterSeconds: z.number().min(0).describe("A file in PROCESSING for longer is stuck."),
    status,
    whyNotComplete: z.array(reason).describe("Empty exactly when the status is complete."),
    totals: z.object(numbers),
    scopes: z.array(scope),
    problems: z.array(problem).describe("Every kind of problem, those without rows too."),
    breakdowns: z
      .object({
        status: breakdown,
        useCase: breakdown,
        sizeBand: breakdown,
        uploader: breakdown,
        createdMonth: breakdown,
        tagKey: breakdown.describe("A file counts once for each of its tag keys."),
      })
      .describe("Described files only."),
    irregularities: z.array(irregularity).describe("What was answered and is not in AWS's documentation."),
    tables: z.array(table),
    csvConventions: z.array(z.string()),
  })
  .describe("The report of one slot: whether it is complete, its numbers, and where its tables are.");

export type Report = z.output<typeof reportSchema>;
export type ScopeReport = Report["scopes"][number];
export type ReportStatus = Report["status"];
export type Reason = Report["whyNotComplete"][number];
export type RunFacts = z.output<typeof run>;
export type Breakdown = z.output<typeof breakdown>;
export type Breakdowns = Report["breakdowns"];
export type IrregularityReport = z.output<typeof irregularity>;
export type TableReport = z.output<typeof table>;
export type Bytes = z.output<typeof bytes>;
