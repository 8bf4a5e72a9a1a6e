import { z } from "zod";
import { DEFAULT_FILE_RULES, type FileRules, LARGEST_FILE_BYTES } from "../report/file-rules.ts";

const { filesPerCase, learnLimits } = DEFAULT_FILE_RULES;

const extension = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,10}$/, { error: "1 to 10 letters, digits, '-' or '_', without a dot, as pdf" });

const tagKey = z.string().regex(/^(?!aws:).{1,128}$/su, { error: "1 to 128 characters that do not begin with 'aws:'" });

/** What is demanded of files and cases beyond what Amazon Connect itself says of them. */
export const rulesSection = z
  .strictObject({
    requiredTags: z.array(tagKey).max(50).default([]).describe("Tag keys that every described file must have."),
    maxFileSizeBytes: z
      .int()
      .min(1)
      .max(LARGEST_FILE_BYTES)
      .optional()
      .describe(
        "A larger file needs a person. Without it, what Amazon Connect says that it allows, or else 104857600: AWS lets nobody allow more.",
      ),
    allowedExtensions: z
      .array(extension)
      .min(1)
      .optional()
      .describe(
        "A file of another extension, or of none, needs a person. Without it, what Amazon Connect says that it allows, or else any.",
      ),
    learnLimits: z
      .boolean()
      .default(learnLimits)
      .describe("Whether Amazon Connect is asked what it allows (connect:ListAttachedFilesConfigurations)."),
    filesPerCase: z
      .strictObject({
        most: z
          .int()
          .min(1)
          .default(filesPerCase.most)
          .describe("Files that a case may have: the quota of the account."),
        warnAtShare: z
          .number()
          .positive()
          .max(1)
          .default(filesPerCase.warnAtShare)
          .describe("A case with this part of them needs a person."),
      })
      .prefault({}),
  })
  .prefault({})
  .describe("What is demanded of files and cases; files that do not keep to it need a person.");

/** The section as the report takes it. */
export function toFileRules(section: z.output<typeof rulesSection>): FileRules {
  const { allowedExtensions, maxFileSizeBytes = null } = section;
  return {
    ...section,
    maxFileSizeBytes,
    allowedExtensions:
      allowedExtensions === undefined ? null : [...new Set(allowedExtensions.map((it) => it.toLowerCase()))],
  };
}
