import { OUTCOME_KINDS } from "@attached-files/core";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { KEY } from "../../state/columns.ts";
import { FILE_PROBLEMS, type FileProblem, PERSON_PROBLEMS } from "../model/problem-words.ts";
import { IS_DESCRIBED } from "./files-relation.ts";
import { hasAnyOf } from "./problem-rules.ts";
import { readRows, rowBytes, rowCount } from "./read-rows.ts";

const scopeNumbers = z.object({
  scope: z.string(),
  references: rowCount,
  retrieved: rowCount,
  refused: rowCount,
  unanswered: rowCount,
  failed: rowCount,
  carried: rowCount,
  deferred: rowCount,
  described: rowCount,
  sizeBytes: rowBytes,
  rejectedSizeBytes: rowBytes,
  withoutSize: rowCount,
  needsAPerson: rowCount,
});
const leftOut = z.object({ scope: z.string(), earlierAnswersLeftOut: rowCount });

/** What the published table counts up to in one scope, and what the scope's state knows beside it. */
export type ScopeNumbers = z.output<typeof scopeNumbers> & z.output<typeof leftOut>;

/** Counts each scope's rows; a scope without rows is not among the answers. */
export async function countScopes(
  connection: DuckDBConnection,
  rules: Readonly<Record<FileProblem, string>>,
): Promise<ScopeNumbers[]> {
  const outcomes = OUTCOME_KINDS.map((kind) => `count(*) FILTER (outcome = '${kind}') AS ${kind}`);
  const counted = await readRows(
    connection,
    scopeNumbers,
    `SELECT scope, count(*) AS "references", ${outcomes.join(", ")},
       count(*) FILTER (${IS_DESCRIBED}) AS described,
       coalesce(sum(file_size_bytes), 0)::HUGEINT AS "sizeBytes",
       coalesce(sum(file_size_bytes) FILTER (${rules.rejected}), 0)::HUGEINT AS "rejectedSizeBytes",
       count(*) FILTER (${IS_DESCRIBED} AND file_size_bytes IS NULL) AS "withoutSize",
       count(*) FILTER (${hasAnyOf(PERSON_PROBLEMS, rules)}) AS "needsAPerson"
     FROM files GROUP BY scope ORDER BY scope`,
  );
  const isCounted = hasAnyOf(PERSON_PROBLEMS, rules);
  // The last answer that there was is no column of the published tables; only files that are not known are looked up.
  const earlier = await readRows(
    connection,
    leftOut,
    `SELECT scope, count(*) AS "earlierAnswersLeftOut"
     FROM (SELECT scope, ${KEY} FROM files WHERE outcome IN ('failed', 'deferred') AND NOT ${isCounted})
     SEMI JOIN (SELECT scope, ${KEY} FROM all_outcomes WHERE answer IN ('refused', 'unanswered')) USING (scope, ${KEY})
     GROUP BY scope`,
  );
  const leftOutOf = new Map(earlier.map(({ scope, earlierAnswersLeftOut }) => [scope, earlierAnswersLeftOut]));
  return counted.map((numbers) => ({ ...numbers, earlierAnswersLeftOut: leftOutOf.get(numbers.scope) ?? 0 }));
}

/** How many references have each problem. */
export async function countProblems(
  connection: DuckDBConnection,
  rules: Readonly<Record<FileProblem, string>>,
): Promise<Readonly<Record<FileProblem, number>>> {
  const counts = FILE_PROBLEMS.map((problem) => `count(*) FILTER (${rules[problem]}) AS "${problem}"`);
  const shape = z.object(
    Object.fromEntries(FILE_PROBLEMS.map((problem) => [problem, rowCount])) as Record<FileProblem, typeof rowCount>,
  );
  const [row] = await readRows(connection, shape, `SELECT ${counts.join(", ")} FROM files`);
  if (row === undefined) throw new Error("an aggregate answered no row");
  return row;
}
