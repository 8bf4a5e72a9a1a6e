import { type Bounds, COUNT_METRICS, type CountMetric, exactly, type PolicyNumbers } from "@attached-files/core";
import type { Report } from "../report-schema.ts";
import { NOT_KNOWN_PROBLEMS } from "./problem-words.ts";

/**
 * What a report's numbers say for sure: where the answer is not complete, there may be more than was counted.
 *
 * @param previous the last complete report of the same scopes.
 */
export function policyNumbers(
  report: Report,
  stuckOlderThan: ReadonlyMap<number, number>,
  previous: Report | undefined,
): PolicyNumbers {
  if (report.status === "no-data") return { counts: {} };
  const { totals, breakdowns, irregularities } = report;
  const isWhole = hasAllFiles(report);
  const found = (value: number): Bounds => (isWhole ? exactly(value) : orMore(value));
  /** Of files that nothing was learned of, each may be one more. */
  const learned = (value: number): Bounds => ({
    least: value,
    most: isWhole ? value + totals.notKnown : Number.POSITIVE_INFINITY,
  });
  const ofProblem = (problem: string, rows: number): Bounds => {
    if (NOT_KNOWN_PROBLEMS.some((each) => each === problem)) return found(rows);
    // Files that nothing searched for may be gone, and those without a size may be of any.
    if (problem === "vanished" && !hasFullSearch(report)) return orMore(rows);
    const { least, most } = learned(rows);
    return { least, most: problem === "too-large" ? most + totals.filesWithoutSize : most };
  };
  const problems = report.problems.flatMap(({ problem, rows }): [CountMetric, Bounds][] => {
    const name = COUNT_METRICS.find((each) => each === problem);
    return name === undefined ? [] : [[name, ofProblem(problem, rows)]];
  });
  const irregular = irregularities.reduce((sum, { count }) => sum + count, 0);
  const isComplete = report.status === "complete";
  return {
    counts: {
      ...Object.fromEntries(problems),
      files: found(totals.references),
      described: learned(totals.filesDescribed),
      "not-described": found(totals.references - totals.filesDescribed),
      "not-known": found(totals.notKnown),
      "needs-a-person": learned(totals.needsAPerson),
      irregularities: isComplete ? exactly(irregular) : orMore(irregular),
    },
    bytes: bytesOf(report),
    statuses: {
      byName: new Map(
        breakdowns.status.entries.flatMap(({ value, files }) => (value === null ? [] : [[value, learned(files)]])),
      ),
      ...(breakdowns.status.others === null ? { others: learned(0) } : {}),
    },
    stuckOlderThan: new Map([...stuckOlderThan].map(([age, files]) => [age, learned(files)])),
    ...(previous === undefined
      ? {}
      : { previous: { files: exactly(previous.totals.references), bytes: bytesOf(previous) } }),
  };
}

/** Whether all files were found, whatever was learned of them. */
function hasAllFiles({ slot, scopes }: Report): boolean {
  return scopes.every(({ run }) => run !== null && run.slot === slot && run.discoveryFinished);
}

/** Whether every scope's run searched for all files, so that those are told that are gone. */
export function hasFullSearch({ scopes }: Report): boolean {
  return scopes.every(({ run }) => run?.fullSearchFinished === true);
}

/** What the files hold that are still there: rejected ones are deleted. */
function bytesOf({ totals, status }: Report): Bounds {
  const bytes = Number(BigInt(totals.sizeBytes) - BigInt(totals.rejectedSizeBytes ?? 0));
  return status === "complete" && totals.filesWithoutSize === 0 ? exactly(bytes) : orMore(bytes);
}

function orMore(value: number): Bounds {
  return { least: value, most: Number.POSITIVE_INFINITY };
}
