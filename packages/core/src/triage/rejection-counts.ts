/** How many files were created, and how many of these are rejected. */
export interface Rate {
  readonly created: number;
  readonly rejected: number;
}

/** The files that were created within a quarter of an hour. */
export interface QuarterHour extends Rate {
  /** Its beginning, in milliseconds since 1970: a multiple of `BIN_MS`. */
  readonly fromMs: number;
}

/** A stretch of time, in milliseconds since 1970; its end is not part of it. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** How files divide by one property, as their uploader. */
export interface Grouping {
  /** Different values among the created files. */
  readonly createdValues: number;
  /** Different values among the rejected files. */
  readonly rejectedValues: number;
  /** Files without a value: nobody knows whose they are. */
  readonly unnamed: Rate;
  /** The value with the most rejected files, of equal ones the first by its characters; undefined where there is none. */
  readonly leading: (Rate & { readonly value: string }) | undefined;
}

/** A number of files, and how they divide. */
export interface RejectionCounts extends Rate {
  readonly uploaders: Grouping;
  readonly fileTypes: Grouping;
}

/** The part of the created files that is rejected, 0 to 1; 0 where none was created. */
export function shareOf({ created, rejected }: Rate): number {
  return created === 0 ? 0 : rejected / created;
}

export function sumOf(rates: Iterable<Rate>): Rate {
  let created = 0;
  let rejected = 0;
  for (const rate of rates) {
    created += rate.created;
    rejected += rate.rejected;
  }
  return { created, rejected };
}

export function without(whole: Rate, ...parts: readonly Rate[]): Rate {
  const taken = sumOf(parts);
  return { created: whole.created - taken.created, rejected: whole.rejected - taken.rejected };
}
