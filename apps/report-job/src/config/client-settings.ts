/** Timers count whole milliseconds, and none of them would never fire. */
export function wholeMilliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.max(1, Math.round(seconds * 1000));
}

/** A setting that is not there is not handed on, so that the SDK finds it in its own places. */
export function withoutUndefined(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
