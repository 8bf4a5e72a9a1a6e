import type { NotPublishedError } from "../publish/not-published-error.ts";
import { exitCodeSection } from "../run-book/section-ids.ts";
import { firstStepOf } from "./first-step.ts";
import type { Message } from "./message.ts";
import { LONGEST_PLACE, MOST_LISTED } from "./message-limits.ts";
import { messageTitle } from "./message-title.ts";
import { plainText } from "./plain-text.ts";
import { reportMessage } from "./report-message.ts";
import type { Teller } from "./teller.ts";
import { troubleOfError } from "./trouble.ts";

/**
 * What is told of a report that stands in its folder, and did not get to its bucket: why, and all that the report says. A program hears
 * of it as of any run that failed.
 *
 * @param environment its secrets are shown to nobody.
 */
export function unpublishedMessage(
  error: NotPublishedError,
  teller: Teller,
  environment: Parameters<typeof troubleOfError>[2],
): Message {
  const { published, answered, troubles } = error.report;
  const message = reportMessage(published, answered, teller, troubles, environment);
  const bucketTrouble = troubleOfError(null, error, environment);
  const trouble = [bucketTrouble, ...message.trouble].slice(0, MOST_LISTED);
  const { bucket, place } = error;
  const unpublished = {
    bucket,
    place: plainText(place, LONGEST_PLACE),
    status: message.status === "no-data" ? "no-data" : published.report.status,
    exitCode: answered,
  } as const;
  const what = { event: "run-failed", status: "failed", exitCode: error.exitCode, unpublished } as const;
  const others = message.runBook.filter((section) => section !== exitCodeSection(answered));
  const runBook = [...new Set([bucketTrouble.runBook ?? [], others, exitCodeSection(error.exitCode)].flat())];
  return {
    ...message,
    ...what,
    title: messageTitle({ ...message, ...what, trouble, scopes: teller.scopes, scopeCount: teller.scopes.length }),
    trouble,
    runBook,
    firstStep: firstStepOf(runBook, trouble),
  };
}
