import type { FileRules } from "../file-rules.ts";
import { escapedInJson } from "../json-text.ts";

/** What a problem is called, what it means, and what to do about it. */
export interface ProblemWords {
  readonly title: string;
  readonly meaning: string;
  readonly whatToDo: string;
}

/** What the problems mean that are against the configuration's rules. */
export function ruleWords({
  maxFileSizeBytes,
  allowedExtensions,
  requiredTags,
}: FileRules): Readonly<Record<"too-large" | "extension-not-allowed" | "missing-tags", ProblemWords>> {
  return {
    "too-large": {
      title: "Too large",
      meaning: `Larger than ${maxFileSizeBytes.toLocaleString("en")} bytes, the limit that is configured for this report.`,
      whatToDo: "Ask for a smaller file, or raise the limit here if it is wrong.",
    },
    "extension-not-allowed": {
      title: "Extension not allowed",
      meaning: `Its name does not end in one of the extensions that are configured for this report: ${(allowedExtensions ?? []).join(", ")}.`,
      whatToDo: "Find out what the file is, and how it came in; or allow the extension here.",
    },
    "missing-tags": {
      title: "Required tags missing",
      meaning: `Without at least one of the tags that are configured as required: ${requiredTags.map((key) => escapedInJson(JSON.stringify(key))).join(", ")}.`,
      whatToDo: "Tag the file, and have whatever uploads files tag them.",
    },
  };
}
