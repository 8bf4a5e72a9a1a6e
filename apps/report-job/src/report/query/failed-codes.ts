import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { readRows } from "./read-rows.ts";

/** The error that most files of a scope met of which no call succeeded. */
export interface FailedCode {
  readonly code: string;
  /** What was said of one of them, where they were denied or had no credentials: which policy forbids it, or what was not found; else null. */
  readonly said: string | null;
}

/** The error that most files met of which no call succeeded, by scope; scopes without such files are not in it. */
export async function readFailedCodes(connection: DuckDBConnection): Promise<ReadonlyMap<string, FailedCode>> {
  const rows = await readRows(
    connection,
    z.object({ scope: z.string(), code: z.string(), said: z.string().nullable() }),
    // Of other errors the words may be about a single file; these two are about the call.
    `SELECT scope, error_code AS code, CASE WHEN error_code IN ('AccessDeniedException', 'CredentialsUnavailable') THEN min(error_message) END AS said
     FROM files WHERE outcome = 'failed' AND error_code IS NOT NULL
     GROUP BY scope, error_code
     QUALIFY row_number() OVER (PARTITION BY scope ORDER BY count(*) DESC, error_code) = 1`,
  );
  return new Map(rows.map(({ scope, code, said }) => [scope, { code, said }]));
}
