import { z } from "zod";
import { breakdownsSchema } from "./breakdowns-schema.ts";
import { changesSchema } from "./changes-schema.ts";
import { casesNearQuotaSchema, fileRulesSchema } from "./file-rules.ts";
import { limitsSchema } from "./limits/limits-schema.ts";
import { bytesSchema, countSchema, numberShapes } from "./number-shapes.ts";
import { policySchema } from "./policy-schema.ts";
import { REDACTABLE } from "./redaction/redaction.ts";
import { instantSchema, reasonSchema, type runSchema, scopeSchema, statusSchema } from "./scope-schema.ts";
import { trendsSchema } from "./trends-schema.ts";
import { triageSchema } from "./triage-schema.ts";
import { workbookSchema } from "./workbook/workbook-schema.ts";

/** Raised when a member is removed or changes its meaning. New members may come without a raise. */
export const REPORT_SCHEMA_VERSION = 1;

const problem = z.object({
  problem: z.string(),
  rows: countSchema.describe("Rows of problems.csv."),
  meaning: z.string(),
  whatToDo: z.string(),
});

const irregularity = z.object({
  kind: z.string(),
  count: countSchema,
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
  format: z.enum(["csv", "parquet", "ndjson"]),
  rows: countSchema,
  sizeBytes: bytesSchema,
  columns: z.array(
    z.object({ name: z.string(), type: z.enum(["text", "integer", "timestamp", "object"]), description: z.string() }),
  ),
});

/** What `report.json` holds. Members that are optional came later; texts of the service are as they were answered. */
export const reportSchema = z
  .object({
    schemaVersion: z.literal(REPORT_SCHEMA_VERSION),
    slot: z.string().describe("The scheduled moment that the report is for."),
    generatedAt: instantSchema,
    stuckAfterSeconds: z.number().min(0).describe("A file in PROCESSING for longer is stuck."),
    redacted: z
      .array(z.enum(REDACTABLE))
      .optional()
      .describe("Texts that stand as keyed hashes, redacted-…, in every output of the report."),
    status: statusSchema,
    whyNotComplete: z.array(reasonSchema).describe("Empty exactly when the status is complete."),
    totals: z.object(numberShapes),
    scopes: z.array(scopeSchema),
    problems: z.array(problem).describe("Every kind of problem that was looked for, those without rows too."),
    changes: changesSchema.optional().describe("Since the run before. Reports of earlier programs lack it."),
    trends: trendsSchema
      .optional()
      .describe("Over runs and days. Reports of earlier programs, and those without data, lack it."),
    breakdowns: breakdownsSchema,
    irregularities: z
      .array(irregularity)
      .describe(
        "What was answered in this run, of each scope its last one, and is not in AWS's documentation; not what earlier runs were answered.",
      ),
    rules: fileRulesSchema.optional().describe("What was demanded of files and cases."),
    limits: limitsSchema.optional(),
    casesNearQuota: casesNearQuotaSchema.optional(),
    triage: triageSchema.optional().describe("Why files were rejected, as far as their times and owners tell."),
    tables: z.array(table),
    workbook: workbookSchema.optional().describe("Reports of earlier programs lack it."),
    csvConventions: z.array(z.string()),
    policy: policySchema.optional(),
  })
  .describe("The report of one slot: whether it is complete, its numbers, and where its tables are.");

export type Report = z.output<typeof reportSchema>;
export type ScopeReport = Report["scopes"][number];
export type ReportStatus = Report["status"];
export type Reason = Report["whyNotComplete"][number];
export type RunFacts = z.output<typeof runSchema>;
export type IrregularityReport = z.output<typeof irregularity>;
export type TableReport = z.output<typeof table>;
export type Bytes = z.output<typeof bytesSchema>;
