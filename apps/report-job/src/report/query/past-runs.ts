import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import type { AttachedScope } from "./attach-scopes.ts";
import { readRows, rowBytes, rowCount, rowInstant } from "./read-rows.ts";

/** The version of a state from which on it remembers what changed. */
const FIRST_WITH_HISTORY = 4;

const pastRun = z.object({
  number: rowCount,
  slot: z.string(),
  status: z.enum(["complete", "partial"]),
  startedAt: rowInstant,
  finishedAt: rowInstant,
  inputDigest: z.string(),
  references: rowCount,
});
export type PastRun = z.output<typeof pastRun>;

/** A scope whose state remembers what changed, and its runs that finished, the newest first: the first one stands. */
export interface RememberingScope {
  readonly name: string;
  readonly database: string;
  readonly runs: readonly [PastRun, ...PastRun[]];
}

/** Whether a state holds a history, and if it does, the runs that it is of. */
export async function pastRunsOf(
  connection: DuckDBConnection,
  scope: AttachedScope & { readonly database: string },
): Promise<RememberingScope | undefined> {
  const { name, database } = scope;
  const [version] = await readRows(
    connection,
    z.object({ newest: rowCount, since: rowBytes.nullable() }),
    // A state that was brought forward remembers what was found from then on; one that was made so, all.
    `SELECT max(version)::BIGINT AS newest, CASE WHEN min(version) < ${FIRST_WITH_HISTORY}
       THEN epoch_ms(min(applied_at) FILTER (version >= ${FIRST_WITH_HISTORY})) END AS since
     FROM ${database}.main.schema_version`,
  );
  if (version === undefined || version.newest < FIRST_WITH_HISTORY) return undefined;
  const [newest, ...older] = await readRows(
    connection,
    pastRun,
    `SELECT number, slot, status, epoch_ms(started_at) AS "startedAt", epoch_ms(finished_at) AS "finishedAt",
       input_digest AS "inputDigest", "references"
     FROM (SELECT * FROM ${database}.main.runs UNION ALL SELECT * FROM ${database}.main.reopened_runs)
     WHERE status IN ('complete', 'partial') ORDER BY finished_at DESC, slot DESC`,
  );
  if (newest === undefined || (version.since !== null && Date.parse(newest.finishedAt) < Number(version.since))) {
    return undefined;
  }
  return { name, database, runs: [newest, ...older] };
}
