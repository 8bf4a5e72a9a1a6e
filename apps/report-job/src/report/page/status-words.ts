import type { ReportStatus } from "../report-schema.ts";

/** How a status is named and drawn; the sign makes it readable without colour. */
export const STATUS_WORDS: Readonly<
  Record<ReportStatus, { readonly word: string; readonly sign: string; readonly tone: string }>
> = {
  complete: { word: "Complete", sign: "✓", tone: "good" },
  partial: { word: "Partial", sign: "◐", tone: "warn" },
  "no-data": { word: "No data", sign: "○", tone: "bad" },
};
