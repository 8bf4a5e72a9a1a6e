import { z } from "zod";
import { countSchema } from "./number-shapes.ts";
import { instantSchema } from "./scope-schema.ts";

const comparedRun = z.object({
  slot: z.string(),
  status: z.enum(["complete", "partial"]),
  startedAt: instantSchema,
});

const scopeChanges = z.object({
  scope: z.string(),
  comparison: z
    .enum(["compared", "first", "unknown", "no-data"])
    .describe(
      "first: no run finished before this one. unknown: the state is of a program that did not remember what changed.",
    ),
  from: comparedRun.nullable().describe("The run that finished before the one that is reported."),
  to: comparedRun.nullable(),
  inputChanged: z.boolean().describe("Whether the two runs looked for files otherwise, as another list does."),
  counts: z
    .object({ appeared: countSchema, vanished: countSchema, reappeared: countSchema, changed: countSchema })
    .nullable()
    .describe("Files. changed: answered otherwise than before. null: not compared."),
  changedMembers: z
    .array(z.object({ member: z.string(), files: countSchema }))
    .describe(
      "Changed files by member, a column of the history. A file of which several changed is in several; where it was answer, in no other.",
    ),
  statusMoves: z
    .array(z.object({ from: z.string().nullable(), to: z.string().nullable(), files: countSchema }))
    .max(50),
});

const changeExample = z.object({
  scope: z.string(),
  kind: z.enum(["appeared", "vanished", "reappeared", "changed"]),
  member: z.string().nullable(),
  before: z.string().nullable().describe("answer, file_status and file_size_bytes only."),
  after: z.string().nullable(),
  associatedResourceArn: z.string(),
  fileId: z.string(),
  fileName: z.string().nullable(),
});

/** What changed since the run before, for `report.json`. */
export const changesSchema = z.object({
  scopes: z.array(scopeChanges),
  examples: z.array(changeExample).max(20).describe("The most important first."),
});

export type Changes = z.output<typeof changesSchema>;
export type ScopeChanges = z.output<typeof scopeChanges>;
export type ChangeExample = z.output<typeof changeExample>;
