import { SEVERITIES } from "@attached-files/core";
import { z } from "zod";

const ruleResult = z.object({
  name: z.string(),
  rule: z.string().describe("What it watches for, as 'rejected > 0'."),
  severity: z.enum(SEVERITIES),
  sentence: z.string().describe("What people are told where it is crossed; the configuration's own words."),
  result: z
    .enum(["crossed", "kept", "unknown"])
    .describe("unknown: the value could not be known in this run, or what is missing of the answer decides."),
  value: z.number().nullable().describe("In `unit`; null where nothing is known of it."),
  valueIsLeast: z.boolean().describe("Whether the value may be more, because the answer is not complete."),
  limit: z.number().describe("In `unit`."),
  unit: z.enum(["count", "percent", "bytes"]),
  why: z.string().nullable().describe("Why the result is unknown, for people; null where it is known."),
});

/** What came of the rules of the configuration. */
export const policySchema = z
  .object({
    rules: z.array(ruleResult).describe("Every rule, in the order of the configuration."),
    worst: z
      .enum(SEVERITIES)
      .nullable()
      .describe("The highest severity of those that are crossed; null where none is."),
  })
  .describe("Thresholds of the configuration, and which of them are crossed. Absent where there are none.");

export type PolicyReport = z.output<typeof policySchema>;
export type RuleReport = PolicyReport["rules"][number];
