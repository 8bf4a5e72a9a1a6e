import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { ROW_ORDER } from "../columns.ts";
import { FILE_PROBLEMS, type FileProblem } from "../model/problem-words.ts";
import { problemList } from "./problem-rules.ts";
import { readRows, rowBytes, rowInstant } from "./read-rows.ts";

const problemSample = z.object({
  scope: z.string(),
  instanceId: z.string(),
  associatedResourceArn: z.string(),
  fileId: z.string(),
  fileName: z.string().nullable(),
  fileStatus: z.string().nullable(),
  sizeBytes: rowBytes.nullable(),
  creationTime: z.string().nullable(),
  createdAt: rowInstant.nullable(),
  associatedAt: rowInstant.nullable(),
  checkedAt: rowInstant.nullable(),
  createdBy: z.string().nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  /** All that is wrong with the file. */
  problems: z.array(z.string()),
});

/** A row that the page shows of a problem; its texts are cut where no page would show so much. */
export type ProblemSample = z.output<typeof problemSample>;
export type ProblemSamples = Readonly<Record<FileProblem, readonly ProblemSample[]>>;

/** The page gets so many rows of each problem; all rows are in problems.csv. */
const ROWS_PER_PROBLEM = 1000;
const LONGEST_TEXT = 2000;

const TEXTS = Object.entries({
  instanceId: "instance_id",
  associatedResourceArn: "associated_resource_arn",
  fileId: "file_id",
  fileName: "file_name",
  fileStatus: "file_status",
  creationTime: "creation_time",
  createdBy: "created_by",
  errorCode: "error_code",
  errorMessage: "error_message",
})
  .map(([name, column]) => `left(${column}, ${LONGEST_TEXT}) AS "${name}"`)
  .join(", ");

/** The rows of each problem that a reader wants first: the longest waiting of the stuck, the newest of the others. */
export async function readProblemSamples(
  connection: DuckDBConnection,
  rules: Readonly<Record<FileProblem, string>>,
  counts: Readonly<Record<FileProblem, number>>,
): Promise<ProblemSamples> {
  const entries: [FileProblem, readonly ProblemSample[]][] = [];
  for (const problem of FILE_PROBLEMS) {
    entries.push([problem, counts[problem] === 0 ? [] : await readSamples(connection, rules, problem)]);
  }
  return Object.fromEntries(entries) as unknown as ProblemSamples;
}

function readSamples(
  connection: DuckDBConnection,
  rules: Readonly<Record<FileProblem, string>>,
  problem: FileProblem,
): Promise<ProblemSample[]> {
  const order =
    problem === "stuck"
      ? "creation_time_utc ASC NULLS FIRST"
      : "coalesce(creation_time_utc, association_time_utc) DESC NULLS LAST";
  return readRows(
    connection,
    problemSample,
    `SELECT scope, ${TEXTS}, file_size_bytes AS "sizeBytes", epoch_ms(creation_time_utc) AS "createdAt",
       epoch_ms(association_time_utc) AS "associatedAt", epoch_ms(checked_at) AS "checkedAt",
       list_filter(${problemList(rules)}, problem -> problem IS NOT NULL) AS problems
     FROM problems WHERE problem = '${problem}' ORDER BY ${order}, ${ROW_ORDER} LIMIT ${ROWS_PER_PROBLEM}`,
  );
}
