import { pathToFileURL } from "node:url";
import { REPORT_FILES } from "../report-files.ts";
import type { ReportStatus } from "../report-schema.ts";
import type { WrittenReport } from "../write-report.ts";

/** Raised when a member is removed or changes its meaning. New members may come without a raise. */
export const PUBLISHED_MESSAGE_VERSION = 1;

/** What readers are told of a report: where it is, and how to know that all of it is there. */
export interface PublishedMessage {
  readonly type: "attached-files.report-published";
  readonly version: typeof PUBLISHED_MESSAGE_VERSION;
  readonly slot: string;
  readonly status: ReportStatus;
  /** ISO 8601, in UTC. */
  readonly generatedAt: string;
  /** URL of the report's folder; it ends with a slash. */
  readonly location: string;
  /** The file of the folder that lists all others, with their hashes. */
  readonly manifest: { readonly file: string; readonly sizeBytes: number; readonly sha256: string };
  readonly totals: { readonly references: number; readonly needsAPerson: number; readonly notKnown: number };
}

/**
 * The message 'report published'. No text of other people is in it.
 *
 * @param location URL of the folder where readers find the report. @default where it was written, as a file URL
 */
export function publishedMessage(
  { report, manifest, folder }: Pick<WrittenReport, "report" | "manifest" | "folder">,
  location: string = pathToFileURL(folder).href,
): PublishedMessage {
  const { references, needsAPerson, notKnown } = report.totals;
  return {
    type: "attached-files.report-published",
    version: PUBLISHED_MESSAGE_VERSION,
    slot: report.slot,
    status: report.status,
    generatedAt: report.generatedAt,
    location: location.endsWith("/") ? location : `${location}/`,
    manifest: { file: REPORT_FILES.manifest, ...manifest },
    totals: { references, needsAPerson, notKnown },
  };
}
