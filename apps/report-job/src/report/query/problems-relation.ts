import { sqlText } from "../../state/sql-text.ts";
import { FILE_COLUMNS, PROBLEM_COLUMNS, ROW_ORDER } from "../columns.ts";
import { irregularityMeaning } from "../model/irregularity-words.ts";
import { FILE_PROBLEMS, type FileProblem } from "../model/problem-words.ts";
import type { ProblemWords } from "../model/rule-words.ts";
import { problemList } from "./problem-rules.ts";

/** The problem under which irregularities stand. */
export const IRREGULARITY_PROBLEM = "irregularity";

// Files of an unknown status are rows already; each would stand in the table twice.
const LISTED = "kind <> 'unknown-status'";

/** The rows of `problems.csv`, in SQL over `files` and `all_irregularities`. */
export function problemsQuery(
  rules: Readonly<Record<FileProblem, string>>,
  words: Readonly<Record<FileProblem, ProblemWords>>,
  irregularityKinds: readonly string[],
): string {
  const meanings = cases(
    "problem",
    FILE_PROBLEMS.map((problem) => [problem, `${words[problem].meaning} ${words[problem].whatToDo}`]),
  );
  const irregularities = cases(
    "kind",
    irregularityKinds.map((kind) => [kind, irregularityMeaning(kind)]),
  );
  const columns = PROBLEM_COLUMNS.map(({ name }) => name).join(", ");
  // An irregularity names no instance; its file's row is joined only where it is one row for sure.
  const own: readonly string[] = ["scope", "associated_resource_arn", "file_id"];
  const joined = FILE_COLUMNS.map(({ name }) => (own.includes(name) ? `i.${name}` : `f.${name}`)).join(", ");
  // The rows of files come in the table's order already. Sorting them, wide as they are, would take all the memory
  // that there is; so the few others are sorted by themselves, and follow.
  return `
    WITH file_problems AS (SELECT unnest(${problemList(rules)}) AS problem, * FROM files),
    listed AS (SELECT * FROM all_irregularities WHERE ${LISTED}),
    named AS (
      SELECT * FROM files SEMI JOIN listed USING (scope, associated_resource_arn, file_id)
      QUALIFY count(*) OVER (PARTITION BY scope, associated_resource_arn, file_id) = 1),
    irregular AS (
      SELECT '${IRREGULARITY_PROBLEM}' AS problem, ${irregularities} AS meaning, ${joined}, i.kind AS irregularity_kind,
        i.path AS irregularity_path, i.detail AS irregularity_detail
      FROM listed i LEFT JOIN named f USING (scope, associated_resource_arn, file_id)
      ORDER BY ${ROW_ORDER}, irregularity_kind, irregularity_path, irregularity_detail)
    SELECT ${columns} FROM (
      SELECT problem, ${meanings} AS meaning, * EXCLUDE (problem), NULL AS irregularity_kind,
        NULL AS irregularity_path, NULL AS irregularity_detail
      FROM file_problems WHERE problem IS NOT NULL)
    UNION ALL SELECT ${columns} FROM irregular`;
}

function cases(subject: string, entries: readonly (readonly [string, string])[]): string {
  if (entries.length === 0) return "NULL::VARCHAR";
  return `CASE ${subject} ${entries.map(([when, then]) => `WHEN ${sqlText(when)} THEN ${sqlText(then)}`).join(" ")} END`;
}
