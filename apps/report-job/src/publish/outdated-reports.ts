import type { KeepConfig } from "../config/publish-section.ts";

const DAY_MS = 86_400_000;
/** Clocks of several machines differ by so much at most. */
const CLOCK_DIFFERENCE_MS = 3_600_000;

/** A report of those that may be removed. */
export interface KeptReport {
  readonly name: string;
  /** When the run of its slot finished, in milliseconds since 1970. */
  readonly finishedAtMs: number;
}

/**
 * The reports that nothing keeps: they are not among the newest of `reports`, not younger than `days`, not the newest of
 * all, and not one of `protectedNames`. Those of a clock that was ahead count as none of the newest, and stay: nobody knows
 * how old they are, and true ones would go in their place.
 */
export function outdatedReports<T extends KeptReport>(
  reports: readonly T[],
  keep: KeepConfig,
  now: Date,
  protectedNames: ReadonlySet<string>,
): readonly T[] {
  const dated = reports.filter(({ finishedAtMs }) => finishedAtMs <= now.getTime() + CLOCK_DIFFERENCE_MS);
  const newestFirst = dated.sort((a, b) => b.finishedAtMs - a.finishedAtMs || (a.name < b.name ? 1 : -1));
  const youngest = keep.days === undefined ? Number.POSITIVE_INFINITY : now.getTime() - keep.days * DAY_MS;
  return newestFirst
    .slice(Math.max(1, keep.reports ?? 1))
    .filter(({ name, finishedAtMs }) => finishedAtMs < youngest && !protectedNames.has(name));
}
