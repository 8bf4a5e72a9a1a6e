import type { DuckDBConnection } from "@duckdb/node-api";

/** How often everything is searched, and what else is searched for. */
export interface SearchRules {
  /** A full search is due so long after the last one came to its end, in seconds. */
  readonly sweepAfterSeconds: number;
  /** How far before the newest file that is known a search for new ones begins, in seconds. */
  readonly overlapSeconds: number;
}

/** What a run searches: for files attached since a moment, for all of them, or first the one and then the other. */
export interface Searches {
  /** ISO 8601. */
  readonly since?: string;
  /** The number of the full search. */
  readonly sweep?: number;
}

/** What is remembered of the searches of a source. */
export interface SearchMemory {
  readonly sweep: number;
  readonly finishedSweep: number;
  readonly finishedSweepRun: number;
  readonly sweepToken?: string;
}

/** Tokens of Cases expire after 24 hours. */
const TOKEN_LIFE_HOURS = 23;

/**
 * Decides what a run that begins will search, and remembers it. A full search that is under way goes on, in however many
 * runs; the first run of a source begins one.
 */
export async function decideSearches(
  connection: DuckDBConnection,
  run: { readonly sourceDigest: string; readonly startedAt: Date; readonly full: boolean; readonly isBoxed: boolean },
  rules: SearchRules,
): Promise<Searches> {
  const rows = await connection.runAndReadAll(
    `SELECT watermark, sweep, finished_sweep, epoch_ms(finished_sweep_at) FROM discovery WHERE source_digest = $digest`,
    { digest: run.sourceDigest },
  );
  const [row] = rows.getRowsJS();
  if (row === undefined) {
    // Beside those of other sources, until this run has ended: one that is given up has changed none of them.
    await connection.run(
      "INSERT INTO discovery BY NAME SELECT $digest AS source_digest, 1 AS sweep, $at::TIMESTAMP AS sweep_started_at, 0 AS finished_sweep",
      { digest: run.sourceDigest, at: sqlTime(run.startedAt) },
    );
    return { sweep: 1 };
  }
  const [watermark, sweep, finishedSweep, finishedSweepAt] = row;
  const isUnderWay = Number(sweep) > Number(finishedSweep);
  const ageMs = run.startedAt.getTime() - Number(finishedSweepAt ?? 0);
  // Without a moment to begin at, a search for new files is one for all.
  const isDue = run.full || isUnderWay || watermark === null || ageMs >= rules.sweepAfterSeconds * 1000;
  const since =
    typeof watermark === "string"
      ? { since: new Date(Date.parse(watermark) - rules.overlapSeconds * 1000).toISOString() }
      : {};
  if (!isDue) return since;
  if (!isUnderWay) {
    await connection.run(
      "UPDATE discovery SET sweep = sweep + 1, sweep_started_at = $at::TIMESTAMP, sweep_token = NULL, sweep_token_at = NULL WHERE source_digest = $digest",
      { at: sqlTime(run.startedAt), digest: run.sourceDigest },
    );
  }
  // A full search names the new files at its end. Where it may not come to that, they are looked for first.
  const isAlone = !isUnderWay && !run.isBoxed;
  return { ...(isAlone ? {} : since), sweep: isUnderWay ? Number(sweep) : Number(sweep) + 1 };
}

/** What the searches before this moment tell, of a source that has been searched. */
export async function searchMemory(
  connection: DuckDBConnection,
  sourceDigest: string,
  now: Date,
): Promise<SearchMemory> {
  const rows = await connection.runAndReadAll(
    `SELECT sweep, finished_sweep, coalesce(finished_sweep_run, 0),
       CASE WHEN epoch_ms(sweep_token_at) > $now - ${TOKEN_LIFE_HOURS * 3_600_000} THEN sweep_token END
     FROM discovery WHERE source_digest = $digest`,
    { digest: sourceDigest, now: BigInt(now.getTime()) },
  );
  const [sweep = 0, finishedSweep = 0, finishedSweepRun = 0, sweepToken] = rows.getRowsJS()[0] ?? [];
  return {
    sweep: Number(sweep),
    finishedSweep: Number(finishedSweep),
    finishedSweepRun: Number(finishedSweepRun),
    ...(typeof sweepToken === "string" ? { sweepToken } : {}),
  };
}

/** Notes how far a full search came: to its end, or to where a later run goes on. */
export async function noteSweep(
  connection: DuckDBConnection,
  sourceDigest: string,
  end: { readonly finished: boolean; readonly resumeToken?: string; readonly runNumber: number; readonly at: Date },
): Promise<void> {
  const [at, digest] = [sqlTime(end.at), sourceDigest];
  if (end.finished) {
    await connection.run(
      `UPDATE discovery SET finished_sweep = sweep, finished_sweep_run = $run, finished_sweep_at = $at::TIMESTAMP,
         sweep_token = NULL, sweep_token_at = NULL WHERE source_digest = $digest`,
      { run: end.runNumber, at, digest },
    );
    return;
  }
  await connection.run(
    "UPDATE discovery SET sweep_token = $token, sweep_token_at = $at::TIMESTAMP WHERE source_digest = $digest",
    { token: end.resumeToken ?? null, at, digest },
  );
}

/**
 * Moves the watermark to the newest file that is known, once a search for new files, or for all, came to its end. Never
 * beyond the run's beginning: one file from the future would hide all that follow.
 */
export async function moveWatermark(
  connection: DuckDBConnection,
  sourceDigest: string,
  startedAt: Date,
): Promise<void> {
  await connection.run(
    `UPDATE discovery SET watermark = greatest(watermark, (
       SELECT max(least(association_time, $now)) FROM working_plan WHERE association_time IS NOT NULL)) WHERE source_digest = $digest`,
    { now: startedAt.toISOString(), digest: sourceDigest },
  );
}

/** A moment as DuckDB's TIMESTAMP takes it: UTC, without a zone. */
export function sqlTime(moment: Date): string {
  return moment.toISOString().slice(0, -1);
}
