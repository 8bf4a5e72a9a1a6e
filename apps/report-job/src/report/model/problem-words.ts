import { DEFAULT_FILE_RULES, type FileRules } from "../file-rules.ts";
import { areExtensionsLimited } from "../limits/limit-words.ts";
import type { LimitsReport } from "../limits/limits-schema.ts";
import { type ProblemWords, ruleWords } from "./rule-words.ts";

/** The kinds of problem that a file can have, in the order of a reader's interest. */
export const FILE_PROBLEMS = [
  "rejected",
  "file-failed",
  "stuck",
  "refused",
  "unanswered",
  "vanished",
  "too-large",
  "extension-not-allowed",
  "missing-tags",
  "unknown-status",
  "unknown-members",
  "call-failed",
  "deferred",
] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];

/** Problems of the answer, not of the file: nothing was learned, so the report is partial. */
export const NOT_KNOWN_PROBLEMS: readonly FileProblem[] = ["call-failed", "deferred"];

/** Whether a kind of problem is looked for at all. */
export function isLookedFor(
  problem: FileProblem,
  rules: Pick<FileRules, "requiredTags">,
  limits: LimitsReport,
): boolean {
  if (problem === "extension-not-allowed") return areExtensionsLimited(limits);
  return problem !== "missing-tags" || rules.requiredTags.length > 0;
}

/** Problems that somebody has to look into, file by file. */
export const PERSON_PROBLEMS: readonly FileProblem[] = FILE_PROBLEMS.filter(
  (problem) => !NOT_KNOWN_PROBLEMS.includes(problem),
);

/** What each problem means, and what to do about it. */
export function problemWords(
  stuckAfterSeconds: number,
  rules: Pick<FileRules, "requiredTags"> = DEFAULT_FILE_RULES,
  limits: LimitsReport = [],
): Readonly<Record<FileProblem, ProblemWords>> {
  const limit = durationInWords(stuckAfterSeconds);
  return {
    rejected: {
      title: "Rejected",
      meaning:
        "The scan said no, or gave no usable answer: Amazon Connect rejects a file when the scanner fails, too. Rejected files are deleted.",
      whatToDo:
        "Ask the uploader for the file again. Many at once, from many people, point to a broken scanner rather than to malware.",
    },
    "file-failed": {
      title: "Failed",
      meaning: "Amazon Connect could not take the file in: its status is FAILED.",
      whatToDo: "Ask the uploader for the file again.",
    },
    stuck: {
      title: "Stuck in processing",
      meaning: `Still in PROCESSING when it was asked about, more than ${limit} after its creation, or since a time that cannot be read. Files usually clear within a minute.`,
      whatToDo: "Check that the scanner runs, then ask the uploader to upload the file again: this program only reads.",
    },
    refused: {
      title: "Refused",
      meaning: "Amazon Connect answered an error about the file instead of its metadata.",
      whatToDo: "Read the error code. The file may have been deleted, or belong to something else.",
    },
    unanswered: {
      title: "Unanswered",
      meaning: "The call succeeded, but the file was in neither list of its answer.",
      whatToDo: "Look the file up in Amazon Connect: it may have been deleted.",
    },
    vanished: {
      title: "Vanished",
      meaning:
        "A full search for files did not find it any more, and the question about it was not answered with it: it was deleted, or its case was. This is the last report that has it.",
      whatToDo: "Find out who deleted it, if nobody was meant to.",
    },
    ...ruleWords(rules, limits),
    "unknown-members": {
      title: "Unknown members",
      meaning:
        "Amazon Connect told something of the file that this version does not know. It is kept under its own name.",
      whatToDo:
        "Nothing need be wrong. Read unknown_members in the tables, and look for a newer version of this program.",
    },
    "unknown-status": {
      title: "Unknown status",
      meaning: "The file has a status that AWS does not document.",
      whatToDo: "Nothing need be wrong. Find out what AWS means by it, and watch these files until then.",
    },
    "call-failed": {
      title: "Call failed",
      meaning: "No call about the file succeeded, so this run learned nothing of it.",
      whatToDo:
        "Mend what the error names. The next run asks again; the same slot does, too, until a later one has run.",
    },
    deferred: {
      title: "No answer in time",
      meaning: "The file was due, but the run ended before it got an answer.",
      whatToDo:
        "The next run goes on with it; the same slot does, too, until a later one has run. More time or a larger share of the quota lets one run ask for more.",
    },
  };
}

/** A limit as people say it: 90 seconds, 60 minutes, 1 hour, 2 days. */
export function durationInWords(seconds: number): string {
  for (const [size, word] of [
    [86_400, "day"],
    [3_600, "hour"],
    [60, "minute"],
  ] as const) {
    if (seconds >= size && seconds % size === 0) return plural(seconds / size, word);
  }
  return plural(seconds, "second");
}

function plural(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? "" : "s"}`;
}
