import type { OpenEnum } from "./open-enum.ts";

/**
 * The four statuses that Amazon Connect documents for an attached file.
 *
 * @see https://docs.aws.amazon.com/connect/latest/APIReference/API_AttachedFile.html (read 2026-11)
 */
export const FILE_STATUSES = ["APPROVED", "REJECTED", "PROCESSING", "FAILED"] as const;

/** What Amazon Connect says of a file. An open enum: AWS's agent workspace already knows more than the documented four. */
export type FileStatus = OpenEnum<(typeof FILE_STATUSES)[number]>;

const KNOWN: ReadonlySet<string> = new Set(FILE_STATUSES);

/** Whether the status is one of the documented four. Case matters, as on the wire. */
export function isKnownFileStatus(status: string): status is (typeof FILE_STATUSES)[number] {
  return KNOWN.has(status);
}

/**
 * Whether the status can no longer change by itself.
 * Only the documented verdicts are terminal; an unknown status is never assumed to be.
 */
export function isTerminalFileStatus(status: FileStatus): boolean {
  return status === "APPROVED" || status === "REJECTED" || status === "FAILED";
}
