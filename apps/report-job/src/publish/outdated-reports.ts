import type { KeepConfig } from "../config/publish-section.ts";

const DAY_MS = 86_400_000;

/** A report of those that may be removed. */
export interface KeptReport {
  readonly name: string;
  /** When the run of its slot finished, in milliseconds since 1970. */
  readonly finishedAtMs: number;
}

/**
 * The reports that nothing keeps: they are not among the newest of `reports`, not younger than `days`, not the newest of
 * all, and not one of `protectedNames`.
 */
export function outdatedReports<T extends KeptReport>(
  reports: readonly T[],
  keep: KeepConfig,
  now: Date,
  protectedNames: ReadonlySet<string>,
): readonly T[] {
  const newestFirst = [...reports].sort((a, b) => b.finishedAtMs - a.finishedAtMs || (a.name < b.name ? 1 : -1));
  const youngest = keep.days === undefined ? Number.POSITIVE_INFINITY : now.getTime() - keep.days * DAY_MS;
  return newestFirst
    .slice(Math.max(1, keep.reports ?? 1))
    .filter(({ name, finishedAtMs }) => finishedAtMs < youngest && !protectedNames.has(name));
}
