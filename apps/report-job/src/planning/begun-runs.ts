import type { DuckDBConnection } from "@duckdb/node-api";
import { STANDING_SLOT } from "../state/finished-run.ts";
import type { Searches } from "../state/searches.ts";

/** A run that some process began and none finished. */
export interface UnfinishedRun {
  readonly slot: string;
  readonly number: number;
  readonly startedAt: Date;
  readonly planned: boolean;
  /** What it has still to search. */
  readonly searches: Searches;
}

/** The unfinished run of a source, which the next run of it goes on with. */
export async function unfinishedRunOf(
  connection: DuckDBConnection,
  sourceDigest: string,
): Promise<UnfinishedRun | undefined> {
  const rows = await connection.runAndReadAll(
    `SELECT slot, number, epoch_ms(started_at) AS started_at, planned, discovery_finished, since_finished, search_since, sweep
     FROM runs WHERE status = 'running' AND source_digest = $digest`,
    { digest: sourceDigest },
  );
  const [row] = rows.getRowObjectsJS();
  if (row === undefined) return undefined;
  const isSearched = row.discovery_finished === true;
  return {
    slot: String(row.slot),
    number: Number(row.number),
    startedAt: new Date(Number(row.started_at)),
    planned: row.planned === true,
    searches: {
      ...(typeof row.search_since === "string" && row.since_finished !== true ? { since: row.search_since } : {}),
      ...(typeof row.sweep === "number" && !isSearched ? { sweep: row.sweep } : {}),
    },
  };
}

/** The slot of the run whose answers stand, where it was of this source and its report was not written. */
export async function finishedBefore(
  connection: DuckDBConnection,
  sourceDigest: string,
): Promise<{ readonly publishesFirst?: string }> {
  const rows = await connection.runAndReadAll(
    `SELECT slot FROM runs WHERE slot = ${STANDING_SLOT} AND published_at IS NULL AND source_digest = $digest`,
    { digest: sourceDigest },
  );
  const [slot] = rows.getRowsJS()[0] ?? [];
  return typeof slot === "string" ? { publishesFirst: slot } : {};
}

/** The number of the run that begins next. */
export async function nextNumber(connection: DuckDBConnection): Promise<number> {
  const rows = await connection.runAndReadAll("SELECT coalesce(max(number), 0) + 1 FROM runs");
  return Number(rows.value(0, 0));
}
