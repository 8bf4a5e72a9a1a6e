import type { DuckDBConnection } from "@duckdb/node-api";
import { type StandingElsewhere, standingElsewhere } from "../state/answers-elsewhere.ts";
import { PLAN_COLUMNS } from "../state/columns.ts";
import { knowsSource } from "../state/knows-source.ts";
import type { Freshness } from "../state/plan/due-reason-sql.ts";
import { countPlan, fillPlan, type PlanCounts, TO_BE_ASKED } from "../state/plan/plan-references.ts";
import type { RunPlace } from "../state/run-input.ts";
import { decideSearches, type Searches, type SearchRules, searchMemory } from "../state/searches.ts";
import { finishedBefore, nextNumber, type UnfinishedRun, unfinishedRunOf } from "./begun-runs.ts";

/** A run that is to be planned. */
export interface PlannedRun {
  readonly sourceDigest: string;
  /** Where it asks. @default what stands of the same source alone is of the same place */
  readonly place?: RunPlace;
  readonly isList: boolean;
  readonly freshness: Freshness;
  readonly searches: SearchRules;
  /** Whether the run may have to end before its work does. */
  readonly isBoxed: boolean;
  readonly now: Date;
}

/** What a run would have to do, by what its state holds. */
export interface PlannedWork extends PlanCounts {
  readonly dueByReason: Readonly<Record<string, number>>;
  readonly searches: Searches;
  /** Files that the full search has still to name, as far as they are known. */
  readonly filesToBeNamed: number;
  /** The slot of an unfinished run that goes on. */
  readonly goesOnWith?: string;
  /** The slot of a run that finished, and whose report is written first. */
  readonly publishesFirst?: string;
  /** What the state holds of another place, of which this run knows nothing. */
  readonly elsewhere?: StandingElsewhere;
}

/**
 * Plans a run as it would plan itself, on the draft that `draftState` made: nothing new is found, what the last full
 * search named is named again, and searches reach their ends.
 */
export async function planScope(connection: DuckDBConnection, run: PlannedRun): Promise<PlannedWork> {
  const elsewhere = await standingElsewhere(connection, run);
  return { ...(await planHere(connection, run)), ...(elsewhere === undefined ? {} : { elsewhere }) };
}

async function planHere(connection: DuckDBConnection, run: PlannedRun): Promise<PlannedWork> {
  const unfinished = await unfinishedRunOf(connection, run.sourceDigest);
  if (unfinished?.planned === true) {
    return { ...(await countWork(connection)), searches: {}, filesToBeNamed: 0, goesOnWith: unfinished.slot };
  }
  const begun = unfinished ?? (await beginRun(connection, run));
  const memory = await searchMemory(connection, run.sourceDigest, run.now);
  const isSwept = begun.searches.sweep !== undefined;
  await connection.run(`CREATE TEMP TABLE working_plan (${PLAN_COLUMNS})`);
  await fillPlan(connection, {
    run: begun,
    knows: await knowsSource(connection, run.sourceDigest),
    // A list names what it named before.
    foundOnly: false,
    freshness: run.freshness,
    ...memory,
    // A full search that this run ends misses what the last one did not name.
    ...(isSwept ? { finishedSweepRun: begun.number } : {}),
  });
  const goesOnFrom = memory.sweepToken === undefined && unfinished === undefined ? undefined : begun.searches.sweep;
  return {
    ...(await countWork(connection)),
    searches: begun.searches,
    filesToBeNamed: isSwept ? await filesNamedBelow(connection, goesOnFrom) : 0,
    ...(unfinished === undefined
      ? await finishedBefore(connection, run.sourceDigest)
      : { goesOnWith: unfinished.slot }),
  };
}

async function beginRun(
  connection: DuckDBConnection,
  { sourceDigest, isList, isBoxed, freshness, searches, now }: PlannedRun,
): Promise<Omit<UnfinishedRun, "slot" | "planned">> {
  // What an unfinished run of another source had found is given up.
  await connection.run("DELETE FROM working_found");
  await connection.run("DELETE FROM working_outcomes");
  const beginning = { sourceDigest, startedAt: now, full: freshness.full, isBoxed };
  return {
    number: await nextNumber(connection),
    startedAt: now,
    searches: isList ? {} : await decideSearches(connection, beginning, searches),
  };
}

async function countWork(connection: DuckDBConnection): Promise<PlanCounts & Pick<PlannedWork, "dueByReason">> {
  const rows = await connection.runAndReadAll(
    `SELECT due_reason, count(*) FROM (${TO_BE_ASKED}) WHERE due_reason IS NOT NULL GROUP BY ALL ORDER BY min(due_rank)`,
  );
  const dueByReason = Object.fromEntries(rows.getRowsJS().map(([reason, files]) => [String(reason), Number(files)]));
  return { ...(await countPlan(connection)), dueByReason };
}

/** Files that a full search has not named yet; all of them where it begins. */
async function filesNamedBelow(connection: DuckDBConnection, sweep: number | undefined): Promise<number> {
  const rows = await connection.runAndReadAll(
    `SELECT count(*) FROM working_plan WHERE ${sweep === undefined ? "true" : `sweep < ${sweep} AND NOT is_found`}`,
  );
  return Number(rows.value(0, 0));
}
