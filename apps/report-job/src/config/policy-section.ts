import {
  LONGEST_SENTENCE,
  type Policy,
  parsePolicy,
  RULE_NAME,
  RULE_NAME_EXPECTED,
  SEVERITIES,
} from "@attached-files/core";
import { z } from "zod";

const rule = z.strictObject({
  name: z
    .string()
    .regex(RULE_NAME, { error: RULE_NAME_EXPECTED })
    .describe("Names the rule in reports and messages. No other rule has it."),
  rule: z
    .string()
    .describe(
      "A metric, a comparison and a limit, as 'rejected > 0', 'stuck older than 1h > 5', 'not known > 1 %', 'bytes > 10 GiB' or 'files grew over 20 %'.",
    ),
  severity: z
    .enum(SEVERITIES, { error: `one of ${SEVERITIES.join(", ")}` })
    .default("warning")
    .describe("Where a warning or a critical rule is crossed, a complete run ends with 5."),
  sentence: z
    .string()
    .regex(/\S/, { error: "a text that is not blank" })
    .max(LONGEST_SENTENCE, { error: `at most ${LONGEST_SENTENCE} characters` })
    .optional()
    .describe("What people are told where it is crossed. Without it, the rule itself."),
});

/** Thresholds, read as `parsePolicy` of core reads them. */
export const policySection = z
  .array(rule)
  .max(100)
  .superRefine(
    (rules, context) => {
      const parsed = parsePolicy(rules);
      if (parsed.ok) return;
      const told = new Set(context.issues.flatMap(placesOf));
      for (const { path, expected, received } of parsed.issues) {
        const place = placeOf(path);
        if (told.has(place.join("."))) continue;
        context.addIssue({ code: "custom", message: expected, path: place, params: { received } });
      }
    },
    // A rule that has not the form of one hides nothing of the others.
    { when: ({ value }) => Array.isArray(value) },
  )
  .transform((rules): Policy => {
    const parsed = parsePolicy(rules);
    return parsed.ok ? parsed.value : z.NEVER;
  })
  .describe("Thresholds that the numbers of a report are held against.");

/** Where an issue of the form stands; a member that nobody knows, at its own place. */
function placesOf(issue: z.core.$ZodRawIssue): readonly string[] {
  const keys = issue.code === "unrecognized_keys" ? issue.keys : undefined;
  const path = (issue.path ?? []).map(String);
  return keys === undefined ? [path.join(".")] : keys.map((key) => [...path, key].join("."));
}

/** `[0].rule` as the keys that lead there. */
function placeOf(path: string): (string | number)[] {
  const [, index, member] = /^\[(\d+)\]\.?(\w*)$/.exec(path) ?? [];
  return [Number(index), ...(member === undefined || member === "" ? [] : [member])];
}
