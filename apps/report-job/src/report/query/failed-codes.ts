import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import { readRows } from "./read-rows.ts";

/** The error that most files met of which no call succeeded, by scope; scopes without such files are not in it. */
export async function readFailedCodes(connection: DuckDBConnection): Promise<ReadonlyMap<string, string>> {
  const rows = await readRows(
    connection,
    z.object({ scope: z.string(), code: z.string() }),
    `SELECT scope, error_code AS code FROM files WHERE outcome = 'failed' AND error_code IS NOT NULL
     GROUP BY scope, error_code
     QUALIFY row_number() OVER (PARTITION BY scope ORDER BY count(*) DESC, error_code) = 1`,
  );
  return new Map(rows.map(({ scope, code }) => [scope, code]));
}
