import { whyNotKnown } from "../model/not-known-words.ts";
import type { Report, ReportStatus } from "../report-schema.ts";
import { files, number } from "./quantities.tsx";

/** The one sentence that says how much is known: never more than was described. */
export function headlineSentence({ status, totals, whyNotComplete }: Report): string {
  const { references, notKnown, filesDescribed, outcomes } = totals;
  if (status === "no-data") return "There is nothing to report yet.";
  if (status === "complete" && references === 0) return "No attached files were found.";
  const described = describedOf(filesDescribed, references);
  if (status === "complete") return `${described}.`;
  // Some of these may be described, as an earlier run knew them, so that they are a part of all and of nothing else.
  if (notKnown > 0) return `${described}. ${partNotKnown(notKnown, references)} now: ${whyNotKnown(outcomes)}.`;
  if (whyNotComplete.some((reason) => reason.code === "discovery-unfinished")) {
    return references === 0
      ? "No files found yet, and there may be some."
      : `${described}, and there may be more files.`;
  }
  return `${references === 0 ? "No files found" : described}, but not for all scopes at this slot.`;
}

/** How the badge of an answer looks, of a scope or of all: complete is good news only where all is described. */
export function answerTone(
  status: ReportStatus,
  { references, filesDescribed }: Pick<Report["totals"], "references" | "filesDescribed">,
): "good" | "warn" | "bad" {
  if (status === "no-data") return "bad";
  if (references > 0 && filesDescribed === 0) return "bad";
  return status === "complete" && filesDescribed === references ? "good" : "warn";
}

function partNotKnown(notKnown: number, references: number): string {
  if (references === 1) return "The one file is not known";
  return `${number(notKnown)} of the ${files(references)} ${notKnown === 1 ? "is" : "are"} not known`;
}

function describedOf(described: number, references: number): string {
  if (described === references)
    return references === 1 ? "The one file is described" : `All ${files(references)} are described`;
  if (described === 0) return `0 of ${files(references)} described`;
  return `${number(described)} of ${files(references)} described, ${number(references - described)} not described`;
}
