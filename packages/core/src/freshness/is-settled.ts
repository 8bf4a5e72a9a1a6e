import { type FileStatus, isTerminalFileStatus } from "../attached-file/file-status.ts";
import type { OutcomeKind } from "../outcome/outcome.ts";

/**
 * Whether what was learned of a file can no longer change by itself: it was retrieved, with a terminal status. A status that
 * nobody documents, or none, is not settled; nor is a file that was refused, unanswered or failed. Carried and deferred
 * tell nothing new, and settle nothing.
 */
export function isSettled(outcome: OutcomeKind, fileStatus: FileStatus | undefined): boolean {
  return outcome === "retrieved" && fileStatus !== undefined && isTerminalFileStatus(fileStatus);
}
