import { z } from "zod";
import { bytesSchema, countSchema } from "./number-shapes.ts";

/** The most that AWS lets anybody allow of a file, in bytes. */
export const LARGEST_FILE_BYTES = 104_857_600;

/** What was demanded of files and cases, as `report.json` tells it. */
export const fileRulesSchema = z.object({
  requiredTags: z.array(z.string()).describe("Tag keys that every file must have; empty: none."),
  maxFileSizeBytes: z.int().min(1).describe("A larger file is a problem, where `limits` tell no other limit."),
  allowedExtensions: z
    .array(z.string())
    .nullable()
    .describe("Those of the configuration, without dots, in small letters; null: it names none, see `limits`."),
  filesPerCase: z.object({
    most: z.int().min(1).describe("Files that a case may have."),
    warnAtShare: z.number().describe("The part of it at which a case is told."),
  }),
});

/** What was demanded of files and cases, as `report.json` tells it. */
export type PublishedRules = z.output<typeof fileRulesSchema>;

/** What the configuration demands of files and cases. */
export interface FileRules extends Omit<PublishedRules, "maxFileSizeBytes"> {
  /** null: not configured. */
  readonly maxFileSizeBytes: number | null;
  /** Whether what Amazon Connect was found to allow holds where nothing is configured. */
  readonly learnLimits: boolean;
}

/**
 * What holds where the configuration says nothing: what Amazon Connect was found to allow, else AWS's own limits that nobody
 * can widen, or that everybody has at first.
 *
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_AttachedFilesConfiguration.html (read 2026-11): 100 MiB
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html (read 2026-11): 50 a case
 */
export const DEFAULT_FILE_RULES: FileRules = {
  requiredTags: [],
  maxFileSizeBytes: null,
  allowedExtensions: null,
  learnLimits: true,
  filesPerCase: { most: 50, warnAtShare: 0.8 },
};

/** The rules as `report.json` tells them. */
export function publishedRules({ learnLimits: _, maxFileSizeBytes, ...rules }: FileRules): PublishedRules {
  return { ...rules, maxFileSizeBytes: maxFileSizeBytes ?? LARGEST_FILE_BYTES };
}

/** From so many files on a case is told. */
export function warnAtFiles({ filesPerCase: { most, warnAtShare } }: Pick<FileRules, "filesPerCase">): number {
  return Math.ceil(most * warnAtShare);
}

/** Cases that are near the most files that they may have. */
export const casesNearQuotaSchema = z.object({
  atLeast: countSchema.describe("Files from which on a case is told."),
  cases: countSchema,
  examples: z
    .array(
      z.object({
        scope: z.string(),
        associatedResourceArn: z.string(),
        files: countSchema,
        sizeBytes: bytesSchema,
      }),
    )
    .max(50)
    .describe("Those with the most files."),
});

/** Cases that are near the most files that they may have. */
export type CasesNearQuota = z.output<typeof casesNearQuotaSchema>;
