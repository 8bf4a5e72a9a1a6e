import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { ROW_ORDER } from "../columns.ts";
import { FILE_PROBLEMS, type FileProblem } from "../model/problem-words.ts";
import { readRows, rowBytes, rowInstant } from "./read-rows.ts";

const problemSample = z.object({
  scope: z.string(),
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
});

/** A row that the page shows of a problem. */
export type ProblemSample = z.output<typeof problemSample>;
export type ProblemSamples = Readonly<Record<FileProblem, readonly ProblemSample[]>>;

/** The page shows so many rows of each problem; all rows are in problems.csv. */
export const SAMPLES_PER_PROBLEM = 10;

/** The rows of each problem that a reader wants first: the longest waiting of the stuck, the newest of the others. */
export async function readProblemSamples(
  connection: DuckDBConnection,
  rules: Readonly<Record<FileProblem, string>>,
): Promise<ProblemSamples> {
  const entries: [FileProblem, readonly ProblemSample[]][] = [];
  for (const problem of FILE_PROBLEMS) {
    const order =
      problem === "stuck"
        ? "creation_time_utc ASC NULLS FIRST"
        : "coalesce(creation_time_utc, association_time_utc) DESC NULLS LAST";
    const sql = `SELECT scope, associated_resource_arn AS "associatedResourceArn", file_id AS "fileId", file_name AS "fileName",
         file_status AS "fileStatus", file_size_bytes AS "sizeBytes", creation_time AS "creationTime",
         epoch_ms(creation_time_utc) AS "createdAt", epoch_ms(association_time_utc) AS "associatedAt",
         epoch_ms(checked_at) AS "checkedAt", created_by AS "createdBy",
         error_code AS "errorCode", error_message AS "errorMessage"
       FROM files WHERE ${rules[problem]} ORDER BY ${order}, ${ROW_ORDER} LIMIT ${SAMPLES_PER_PROBLEM}`;
    entries.push([problem, await readRows(connection, problemSample, sql)]);
  }
  return Object.fromEntries(entries) as unknown as ProblemSamples;
}
