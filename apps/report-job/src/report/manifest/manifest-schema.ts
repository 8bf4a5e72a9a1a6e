import { z } from "zod";
import { countSchema } from "../number-shapes.ts";
import { instantSchema, statusSchema } from "../scope-schema.ts";

/** Raised when a member is removed or changes its meaning. New members may come without a raise. */
export const MANIFEST_SCHEMA_VERSION = 1;

const run = z.object({
  scope: z.string(),
  runId: z
    .string()
    .nullable()
    .describe("The id under which the process that finished the run logged; null where none was recorded."),
  slot: z.string().describe("The slot of the run; another than the report's where the scope has no newer one."),
  status: z.enum(["complete", "partial"]),
});

const file = z.object({
  file: z.string().describe("Its name in this folder."),
  sizeBytes: countSchema,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  rows: countSchema.nullable().describe("Rows, a header not counted; null where a file has none."),
});

/** What `manifest.json` holds. It is written last: all that it lists is there, whole. */
export const manifestSchema = z
  .object({
    schemaVersion: z.literal(MANIFEST_SCHEMA_VERSION),
    reportSchemaVersion: z.int().min(1).describe("The schema version of report.json and of the tables."),
    slot: z.string().describe("The scheduled moment that the report is for."),
    status: statusSchema,
    generatedAt: instantSchema,
    runs: z.array(run).describe("The runs that the answers are of; a scope without a finished run is not among them."),
    files: z.array(file).describe("Every file of the folder but this one, in the order of their names."),
  })
  .describe("The files of one report. A folder may be trusted as soon as its manifest exists and agrees with them.");

export type Manifest = z.output<typeof manifestSchema>;
export type ManifestFile = Manifest["files"][number];
