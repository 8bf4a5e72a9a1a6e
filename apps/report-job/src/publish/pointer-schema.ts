import { z } from "zod";
import { instantSchema, statusSchema } from "../report/scope-schema.ts";

/** Raised when a member is removed or changes its meaning. New members may come without a raise. */
export const POINTER_SCHEMA_VERSION = 1;

/** What `current.json` of a slot, and `latest.json`, hold. They are written last: all that they name is there, whole. */
export const pointerSchema = z
  .object({
    schemaVersion: z.literal(POINTER_SCHEMA_VERSION),
    slot: z.string().describe("The scheduled moment that the report is for."),
    prefix: z.string().regex(/\/$/).describe("What the keys of the report's files begin with; it ends with a slash."),
    manifest: z.string().describe("Key of the file that was published last, and lists the others."),
    status: statusSchema,
    finishedAt: instantSchema.nullable().describe("When the slot's run finished; null where no scope had one."),
    generatedAt: instantSchema,
  })
  .describe("Which report of a bucket is valid: of one slot, or the newest of all.");

export type Pointer = z.output<typeof pointerSchema>;
