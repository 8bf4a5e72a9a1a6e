import { DUE_REASONS } from "@attached-files/core";
import { z } from "zod";

const count = z.int().min(0);
const instant = z.iso.datetime();
const rate = z.union([z.number().positive(), z.literal("unlimited")]);
const seconds = z
  .number()
  .min(0)
  .nullable()
  .describe("At the configured share of the quota, without retries; null: no quota is configured.");

const search = z.object({
  newFilesSince: instant.nullable().describe("Files attached since then are searched for; null: no such search."),
  isFull: z.boolean().describe("Whether all files are searched for."),
  leastCalls: count.describe(
    "An estimate: a page of a search holds 25 files, and there are more pages where cases have few.",
  ),
});

const plannedScope = z.object({
  scope: z.string(),
  unreadable: z
    .string()
    .nullable()
    .describe("Why nothing could be planned: its state is in use, damaged, or of another version."),
  unreadableCode: z.string().nullable().optional().describe("The kind of that trouble, as state-in-use; null: none."),
  isKnown: z
    .boolean()
    .describe("false: no run has found anything yet, and the first one finds and asks for all there is."),
  elsewhere: z
    .object({
      files: count,
      slot: z.string().describe("Of the run that learned of them."),
      place: z.string().nullable().describe("Where that run asked; null: its version did not note it."),
      text: z.string().describe("Both places, in words."),
    })
    .nullable()
    .optional()
    .describe("What the state holds of another place than the one that is configured now; null: nothing."),
  isList: z
    .boolean()
    .describe("Its files come from a list, which is not read for a plan: it is taken to name the same as before."),
  goesOnWith: z.string().nullable().describe("The slot of an unfinished run, of which this is the rest."),
  publishesFirst: z
    .string()
    .nullable()
    .describe("The slot of a finished run whose report was not written; that comes first."),
  files: count.describe("Files that are known."),
  due: count.describe("Files that are to be asked for."),
  dueByReason: z.partialRecord(z.enum(DUE_REASONS), count),
  asked: count.describe("Due files, and others of their cases where a call has room anyway."),
  calls: count.describe("Calls for metadata."),
  search,
  pace: z.object({ callsPerSecond: rate, searchCallsPerSecond: rate }),
  seconds: z.object({ search: seconds, calls: seconds }),
});

/** What `attached-files plan --json` prints. New members may come without a raise of `schemaVersion`. */
export const planSchema = z.object({
  schemaVersion: z.literal(1),
  plannedAt: instant,
  full: z.boolean(),
  scopes: z.array(plannedScope),
  total: z.object({
    files: count,
    due: count,
    calls: count,
    leastSearchCalls: count,
    seconds,
    endsAt: instant
      .nullable()
      .describe("When it would end, if it began when it was planned; null: nothing can be said."),
  }),
  timeBox: z
    .object({
      seconds: z.number().positive(),
      runs: count.nullable().describe("Runs of this length until nothing of the plan is left; null: it does not end."),
      lastSlot: instant
        .nullable()
        .describe("The moment of the last of them by the configured schedule; null: none is, or too far."),
    })
    .nullable(),
  warnings: z.array(z.string()).describe("What makes the plan come out otherwise, in sentences."),
});

export type Plan = z.output<typeof planSchema>;
export type PlannedScope = Plan["scopes"][number];
