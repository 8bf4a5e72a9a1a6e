import { z } from "zod";
import { CHECKS, RESULTS } from "./finding.ts";

const count = z.int().min(0);

const finding = z.object({
  check: z.enum(CHECKS),
  about: z.string().nullable().describe("The scope, section or target; null: the whole."),
  action: z.string().nullable().describe("The IAM action, of a permission; else null."),
  result: z.enum(RESULTS),
  text: z.string(),
  next: z.string().nullable().describe("What a person does next; null where it passed."),
});

/** What `attached-files check --json` prints. New members and checks may come without a raise of `schemaVersion`. */
export const checkSchema = z.object({
  schemaVersion: z.literal(1),
  checkedAt: z.iso.datetime(),
  counts: z.object({ passed: count, failed: count, unknown: count }),
  exitCode: z.int(),
  findings: z.array(finding),
});

export type CheckResult = z.output<typeof checkSchema>;
