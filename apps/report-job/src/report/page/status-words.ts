import type { ReportStatus } from "../report-schema.ts";

/** How a status is named; the sign makes it readable without colour. */
export const STATUS_WORDS: Readonly<Record<ReportStatus, { readonly word: string; readonly sign: string }>> = {
  complete: { word: "Complete", sign: "✓" },
  partial: { word: "Partial", sign: "◐" },
  "no-data": { word: "No data", sign: "○" },
};
