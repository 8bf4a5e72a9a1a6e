import type { PublishedRules } from "../file-rules.ts";
import { escapedInJson } from "../json-text.ts";
import { extensionMeaning, isAnyLearnt, tooLargeMeaning } from "../limits/limit-words.ts";
import type { LimitsReport } from "../limits/limits-schema.ts";

/** What a problem is called, what it means, and what to do about it. */
export interface ProblemWords {
  readonly title: string;
  readonly meaning: string;
  readonly whatToDo: string;
}

/** What the problems mean that are against the configuration's rules, or the limits that stand. */
export function ruleWords(
  { requiredTags }: Pick<PublishedRules, "requiredTags">,
  limits: LimitsReport,
): Readonly<Record<"too-large" | "extension-not-allowed" | "missing-tags", ProblemWords>> {
  return {
    "too-large": {
      title: "Too large",
      meaning: tooLargeMeaning(limits),
      whatToDo: `Ask for a smaller file, or raise the limit ${placeOf(limits, "maxFileSizeFrom")} if it is wrong.`,
    },
    "extension-not-allowed": {
      title: "Extension not allowed",
      meaning: extensionMeaning(limits),
      whatToDo: `Find out what the file is, and how it came in; or allow the extension ${placeOf(limits, "allowedExtensionsFrom")}.`,
    },
    "missing-tags": {
      title: "Required tags missing",
      meaning: `Without at least one of the tags that are configured as required: ${requiredTags.map((key) => escapedInJson(JSON.stringify(key))).join(", ")}.`,
      whatToDo: "Tag the file, and have whatever uploads files tag them.",
    },
  };
}

/** Where a limit is changed. */
function placeOf(limits: LimitsReport, member: "maxFileSizeFrom" | "allowedExtensionsFrom"): string {
  return isAnyLearnt(limits, member) ? "in Amazon Connect" : "here";
}
