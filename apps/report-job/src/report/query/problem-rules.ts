import { FILE_STATUSES } from "@attached-files/core";
import { sqlText } from "../../state/sql-text.ts";
import { DEFAULT_FILE_RULES, type FileRules } from "../file-rules.ts";
import { extensionNotAllowed, tooLarge } from "../limits/limit-rules.ts";
import type { LimitsReport } from "../limits/limits-schema.ts";
import { FILE_PROBLEMS, type FileProblem } from "../model/problem-words.ts";
import { IS_DESCRIBED } from "./files-relation.ts";

const KNOWN_STATUSES = FILE_STATUSES.map(sqlText).join(", ");

/** When a row of `files` has which problem, in SQL. A carried file has the problems of its last known state. */
export function problemRules(
  stuckAfterSeconds: number,
  { requiredTags }: Pick<FileRules, "requiredTags"> = DEFAULT_FILE_RULES,
  limits: LimitsReport = [],
): Readonly<Record<FileProblem, string>> {
  // Counted up to the moment of the answer: a report that is written later says the same of the same answers.
  const processedMs = "epoch_ms(checked_at) - epoch_ms(creation_time_utc)";
  return {
    rejected: "file_status = 'REJECTED'",
    "file-failed": "file_status = 'FAILED'",
    stuck: `(file_status = 'PROCESSING' AND coalesce(${processedMs} > ${stuckAfterSeconds * 1000}, true))`,
    refused: "outcome = 'refused'",
    unanswered: "outcome = 'unanswered'",
    "unknown-status": `(file_status IS NOT NULL AND file_status NOT IN (${KNOWN_STATUSES}))`,
    vanished: "presence = 'vanished'",
    "too-large": tooLarge(limits),
    "extension-not-allowed": extensionNotAllowed(limits),
    // Tags that are no JSON to DuckDB have no key that could be read.
    "missing-tags":
      requiredTags.length === 0
        ? "false"
        : `(${IS_DESCRIBED} AND NOT coalesce(CASE WHEN json_valid(tags) THEN list_has_all(json_keys(tags), [${requiredTags.map(sqlText).join(", ")}]) END, false))`,
    "unknown-members": "unknown_members IS NOT NULL",
    "call-failed": "outcome = 'failed'",
    deferred: "outcome = 'deferred'",
  };
}

/** Whether a row has any of the problems, in SQL that is true or false, never NULL. */
export function hasAnyOf(problems: readonly FileProblem[], rules: Readonly<Record<FileProblem, string>>): string {
  return `coalesce(${problems.map((problem) => rules[problem]).join(" OR ")}, false)`;
}

/** The problems of a row as a list by name, in SQL; entries that do not apply are NULL. */
export function problemList(rules: Readonly<Record<FileProblem, string>>): string {
  return `[${FILE_PROBLEMS.toSorted()
    .map((problem) => `CASE WHEN ${rules[problem]} THEN '${problem}' END`)
    .join(", ")}]`;
}
