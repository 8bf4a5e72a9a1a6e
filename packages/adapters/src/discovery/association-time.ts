/** The latest moment whose year has four digits. */
const LATEST_MS = 253_402_300_799_999;
/** Without a zone, a text means another moment on every machine. */
const ENDS_IN_ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/**
 * Reads when a file was attached, in milliseconds since 1970; undefined where that cannot be told. The model says ISO
 * 8601; other services of AWS write seconds since 1970, so that is understood too.
 */
export function readAssociationTime(value: unknown): number | undefined {
  const timeMs =
    typeof value === "number"
      ? Math.round(value * 1000)
      : typeof value === "string" && ENDS_IN_ZONE.test(value)
        ? Date.parse(value)
        : Number.NaN;
  return timeMs >= 0 && timeMs <= LATEST_MS ? timeMs : undefined;
}

/**
 * Whether a page of related items, the newest first, reaches back behind a moment, so that the pages behind it hold
 * nothing that was attached since. Entries that do not tell their time tell nothing; and a page that is not in that order
 * tells nothing of those behind it.
 */
export function reachesBackBehind(momentMs: number, items: readonly unknown[]): boolean {
  let last = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const timeMs = readAssociationTime((item as { associationTime?: unknown } | null | undefined)?.associationTime);
    if (timeMs === undefined) continue;
    if (timeMs > last) return false;
    last = timeMs;
  }
  return last < momentMs;
}
