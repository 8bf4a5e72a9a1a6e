import { FILE_STATUSES } from "@attached-files/core";
import { sqlText } from "../../state/sql-text.ts";
import { FILE_PROBLEMS, type FileProblem } from "../model/problem-words.ts";

const KNOWN_STATUSES = FILE_STATUSES.map(sqlText).join(", ");

/** When a row of `files` has which problem, in SQL. A carried file has the problems of its last known state. */
export function problemRules(stuckAfterSeconds: number, now: Date): Readonly<Record<FileProblem, string>> {
  const stuckBefore = new Date(now.getTime() - stuckAfterSeconds * 1000).toISOString();
  return {
    rejected: "file_status = 'REJECTED'",
    "file-failed": "file_status = 'FAILED'",
    stuck: `(file_status = 'PROCESSING' AND coalesce(creation_time_utc < TIMESTAMPTZ '${stuckBefore}', true))`,
    refused: "outcome = 'refused'",
    unanswered: "outcome = 'unanswered'",
    "unknown-status": `(file_status IS NOT NULL AND file_status NOT IN (${KNOWN_STATUSES}))`,
    "call-failed": "outcome = 'failed'",
    deferred: "outcome = 'deferred'",
  };
}

/** Whether a row has any of the problems, in SQL that is true or false, never NULL. */
export function hasAnyOf(problems: readonly FileProblem[], rules: Readonly<Record<FileProblem, string>>): string {
  return `coalesce(${problems.map((problem) => rules[problem]).join(" OR ")}, false)`;
}

/** The problems of a row as a list, in SQL; entries that do not apply are NULL. */
export function problemList(rules: Readonly<Record<FileProblem, string>>): string {
  return `[${FILE_PROBLEMS.map((problem) => `CASE WHEN ${rules[problem]} THEN '${problem}' END`).join(", ")}]`;
}
