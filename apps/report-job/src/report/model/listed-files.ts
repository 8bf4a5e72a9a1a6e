import type { ProblemSample, ProblemSamples } from "../query/problem-samples.ts";
import { PERSON_PROBLEMS } from "./problem-words.ts";

/**
 * The files that need a person, each once, as many as there is room for: of each problem alike, so that a flood of one does
 * not wash the others away. They stand by problem, and within it as a reader wants them.
 *
 * @param hasRoomFor asked of one file after the other; the first for which there is none ends the list.
 */
export function listedFiles(
  samples: ProblemSamples,
  hasRoomFor: (row: ProblemSample, listed: number) => boolean,
): readonly ProblemSample[] {
  const taken = new Set<string>();
  const listed: { readonly row: ProblemSample; readonly problem: number; readonly rank: number }[] = [];
  for (const [problem, rank, row] of inTurns(samples)) {
    const key = JSON.stringify([row.scope, row.instanceId, row.associatedResourceArn, row.fileId]);
    if (taken.has(key)) continue;
    if (!hasRoomFor(row, listed.length)) break;
    taken.add(key);
    listed.push({ row, problem, rank });
  }
  return listed.toSorted((a, b) => a.problem - b.problem || a.rank - b.rank).map(({ row }) => row);
}

/** The first row of each problem, then the second of each. */
function* inTurns(samples: ProblemSamples): Generator<[problem: number, rank: number, row: ProblemSample]> {
  const lists = PERSON_PROBLEMS.map((problem) => samples[problem]);
  const longest = Math.max(0, ...lists.map((rows) => rows.length));
  for (let rank = 0; rank < longest; rank += 1) {
    for (const [problem, rows] of lists.entries()) {
      const row = rows[rank];
      if (row !== undefined) yield [problem, rank, row];
    }
  }
}
