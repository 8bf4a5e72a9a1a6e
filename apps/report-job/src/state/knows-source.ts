import type { DuckDBConnection } from "@duckdb/node-api";
import { STANDING_SLOT } from "./finished-run.ts";

/** Whether the answers that stand in a state are of this source, so that they are known to a run of it. */
export async function knowsSource(connection: DuckDBConnection, sourceDigest: string): Promise<boolean> {
  const rows = await connection.runAndReadAll(
    `SELECT count(*) FROM (SELECT * FROM runs UNION ALL SELECT * FROM reopened_runs)
     WHERE slot = ${STANDING_SLOT} AND source_digest = $digest`,
    { digest: sourceDigest },
  );
  return Number(rows.value(0, 0)) > 0;
}
