import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { type CasesNearQuota, type FileRules, warnAtFiles } from "../file-rules.ts";
import { toBytes } from "../model/bytes.ts";
import { readRows, rowBytes, rowCount } from "./read-rows.ts";

const EXAMPLES = 50;

const caseRow = z.object({
  scope: z.string(),
  associatedResourceArn: z.string(),
  files: rowCount,
  sizeBytes: rowBytes,
  cases: rowCount,
});

/** Finds the cases with nearly as many files as they may have. Files that have vanished take no room; all others do. */
export async function readCasesNearQuota(connection: DuckDBConnection, rules: FileRules): Promise<CasesNearQuota> {
  const atLeast = warnAtFiles(rules);
  const rows = await readRows(
    connection,
    caseRow,
    `SELECT *, count(*) OVER () AS cases FROM (
       SELECT scope, associated_resource_arn AS "associatedResourceArn", count(*) AS files,
         coalesce(sum(file_size_bytes), 0)::HUGEINT AS "sizeBytes"
       FROM files WHERE presence IS NULL AND regexp_matches(associated_resource_arn, '^arn:[^:]*:cases:')
       GROUP BY scope, associated_resource_arn HAVING count(*) >= ${atLeast})
     ORDER BY files DESC, scope, "associatedResourceArn" LIMIT ${EXAMPLES}`,
  );
  return {
    atLeast,
    cases: rows[0]?.cases ?? 0,
    examples: rows.map(({ cases: _, sizeBytes, ...row }) => ({ ...row, sizeBytes: toBytes(sizeBytes) })),
  };
}
