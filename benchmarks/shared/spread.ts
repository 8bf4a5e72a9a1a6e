/** What rounds measured, from one run to the next. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}

/** Ratios of pairs: the rounds of one, each divided by the same round of the other. */
export function ratiosOf(ones: readonly number[], others: readonly number[]): Spread {
  if (ones.length !== others.length || ones.length === 0) {
    throw new Error(`pairs are expected; received ${ones.length} and ${others.length}`);
  }
  return spreadOf(ones.map((one, round) => one / (others[round] ?? Number.NaN)));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}
