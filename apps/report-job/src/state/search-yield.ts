import { knowsSource } from "./knows-source.ts";
import type { OpenRun } from "./open-run.ts";
import type { State } from "./open-state.ts";
import type { RunPlace } from "./run-input.ts";

/** What the searches of the run that is under way came to, before it is settled. */
export interface SearchYield {
  /** Whether any file was found, by this run or by an earlier one whose full search it goes on with. */
  readonly isAnyFound: boolean;
  /** Whether the standing answers are of the same source. */
  readonly knows: boolean;
  /** Whether what stands was asked for at the place of this run, as where a list was read there before. */
  readonly isSamePlace: boolean;
  /** Files that stand in the state, of whatever source. */
  readonly standing: number;
  /** File items of other instances than the one that is searched for. */
  readonly ofOthers: number;
  /** Ids of such instances, as the items name them: strangers' text. */
  readonly others: readonly string[];
}

/** Names of other instances that are told. */
const MOST_NAMED = 3;

/** @param place of the run. @default what stands of the same source alone is of the same place */
export async function searchYield({ connection }: State, run: OpenRun, place?: RunPlace): Promise<SearchYield> {
  const knows = await knowsSource(connection, run.sourceDigest);
  let isSamePlace = knows;
  for (const source of place?.sources ?? []) isSamePlace ||= await knowsSource(connection, source);
  const ofSearch = run.sweep === undefined ? "true" : `sweep = ${run.sweep}`;
  const counted = await connection.runAndReadAll(
    `SELECT (SELECT count(*) FROM working_found), (SELECT count(*) FROM outcomes),
       (SELECT count(*) FROM outcomes WHERE ${knows} AND vanished_run IS NULL AND ${ofSearch}),
       (SELECT count(*) FROM working_irregularities WHERE kind = 'other-instance')`,
  );
  const [found, standing, foundBefore, ofOthers] = (counted.getRowsJS()[0] ?? []).map(Number);
  // What a version that did not note the ids has found is counted, and names none.
  const named = await connection.runAndReadAll(
    `SELECT other_instance_id FROM working_irregularities WHERE other_instance_id IS NOT NULL
     GROUP BY other_instance_id ORDER BY count(*) DESC, other_instance_id LIMIT ${MOST_NAMED}`,
  );
  return {
    isAnyFound: Number(found) + Number(foundBefore) > 0,
    knows,
    isSamePlace,
    standing: Number(standing),
    ofOthers: Number(ofOthers),
    others: named.getRowsJS().map(([id]) => String(id)),
  };
}

/** Whether nothing was found where the answers that stand are of another source, most often of another place: settled, it would take their place. */
export function isNothingElsewhere({ isAnyFound, knows, standing }: SearchYield): boolean {
  return !isAnyFound && !knows && standing > 0;
}
