/**
 * What is known of a number: that it is neither below `least` nor above `most`. They are the same where it is known
 * exactly; `most` is Infinity where nothing limits it.
 */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** A number that is known. */
export function exactly(value: number): Bounds {
  return { least: value, most: value };
}

/** What part of a whole a count is, in percent; undefined where the whole is nothing. */
export function shareOf(part: Bounds, whole: Bounds): Bounds | undefined {
  if (whole.most === 0) return undefined;
  const least = whole.most === Number.POSITIVE_INFINITY ? 0 : percent(part.least, whole.most);
  const most = whole.least === 0 ? 100 : percent(part.most, whole.least);
  return { least: Math.min(100, least), most: Math.min(100, most) };
}

/**
 * The same of a part that every one belongs to by which the whole may be more: then what is missing of the whole can only make
 * the share greater.
 */
export function growingShareOf(part: Bounds, whole: Bounds): Bounds | undefined {
  const share = shareOf(part, whole);
  if (share === undefined || whole.least === 0) return share;
  return { ...share, least: Math.min(100, percent(part.least, whole.least)) };
}

/** By how much a number is more than it was before. */
export function growthOf(now: Bounds, before: Bounds): Bounds {
  return { least: now.least - before.most, most: now.most - before.least };
}

/** The same in percent of what it was before; undefined where that may have been nothing, and is not any more. */
export function growthShareOf(now: Bounds, before: Bounds): Bounds | undefined {
  if (before.most === 0 && now.most === 0) return exactly(0);
  if (before.least === 0) return undefined;
  return {
    least: before.most === Number.POSITIVE_INFINITY ? -100 : percent(now.least - before.most, before.most),
    most: percent(now.most - before.least, before.least),
  };
}

/** Growth as shrinking. */
export function negated({ least, most }: Bounds): Bounds {
  // Never -0, which prints as such.
  return { least: 0 - most, most: 0 - least };
}

function percent(part: number, whole: number): number {
  return (part * 100) / whole;
}
