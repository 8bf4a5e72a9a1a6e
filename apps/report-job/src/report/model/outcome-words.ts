import type { OUTCOME_KINDS } from "@attached-files/core";

/** What each outcome says of a file, in plain words. */
export const OUTCOME_MEANINGS: Readonly<Record<(typeof OUTCOME_KINDS)[number], string>> = {
  retrieved: "Amazon Connect answered with the file's metadata.",
  refused: "It answered an error about the file instead.",
  unanswered: "The call succeeded, but its answer did not mention the file.",
  failed: "No call about the file succeeded.",
  carried: "It was not due; what an earlier run learned of it is kept.",
  deferred: "It was due, but the run ended before it got an answer.",
};
