import { type PacerCounts, type RateGauge, rateGauge } from "../observe/rate-gauge.ts";
import type { PacerGauge } from "../pacing/pacer-gauge.ts";
import { type Clock, stopwatch } from "./clock.ts";

export const METADATA_OPERATION = "BatchGetAttachedFileMetadata";
/** What tells how large files may be, and how their names may end. */
export const LIMITS_OPERATION = "ListAttachedFilesConfigurations";

/** What a pacer has counted of some operations, as progress and metrics take it: one that is unlimited allows undefined. */
export function pacerCounts(gauge: PacerGauge, operations: readonly string[]): PacerCounts {
  const figures = operations.map((operation) => gauge.figures(operation));
  const sum = (member: "attempts" | "retries" | "throttles" | "waiting"): number =>
    figures.reduce((all, each) => all + each[member], 0);
  const [first] = figures;
  const limit = (rate: number | "unlimited" | undefined): number | undefined =>
    rate === "unlimited" ? undefined : rate;
  return {
    attempts: sum("attempts"),
    retries: sum("retries"),
    throttles: sum("throttles"),
    waiting: sum("waiting"),
    // Searches use one operation after another, each with a rate of its own.
    allowedPerSecond: figures.length === 1 ? limit(first?.requestsPerSecond) : undefined,
    configuredPerSecond: figures.length === 1 ? limit(first?.configuredRequestsPerSecond) : undefined,
  };
}

/** Shows how fast a step's calls go; nothing where nothing counts them. */
export function stepGauge(
  gauge: PacerGauge | undefined,
  operationsOf: (gauge: PacerGauge) => readonly string[],
  clock: Clock,
  callsLeft?: () => number,
): RateGauge | undefined {
  if (gauge === undefined) return undefined;
  return rateGauge({
    counts: () => pacerCounts(gauge, operationsOf(gauge)),
    now: stopwatch(clock),
    ...(callsLeft === undefined ? {} : { callsLeft }),
  });
}

/** The operations by which files are found. */
export function searchOperations(gauge: PacerGauge): readonly string[] {
  return gauge.operations().filter((operation) => operation !== METADATA_OPERATION && operation !== LIMITS_OPERATION);
}
