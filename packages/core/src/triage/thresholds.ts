/** Files are counted by the quarter of an hour of their creation: fine enough to tell when an outage began. */
export const BIN_MS = 900_000;

/**
 * How long a spike is looked for at once, in milliseconds, the shortest first: an hour shows an outage where many files
 * come, a day shows one where few do.
 */
export const SPIKE_WINDOWS_MS: readonly number[] = [3_600_000, 86_400_000];

/** Fewer rejected files than that happen by themselves, and are read one by one as fast as a finding is. */
export const LEAST_REJECTED = 10;

/**
 * A spike is at least so large a part of what was created in it. A scanner that times out now and then rejects less than
 * all, and ordinary rejections are a few in a hundred.
 */
export const SPIKE_SHARE: number = 1 / 4;

/** A spike is at least so many times the usual share: what is rejected often is no news. */
export const SPIKE_TIMES_USUAL = 5;

/** Where so much of all files is rejected, there is nothing usual to compare with, and all of it is one spike. */
export const NEARLY_ALL = 0.9;

/** What chance alone would bring more often than in one report of so many is not named. */
export const REPORTS_PER_CHANCE_FINDING = 1_000_000;

/** "Many" uploaders or types are at least so many: two may share a habit, a third one seldom does. */
export const LEAST_VALUES = 3;

/** A cluster holds at least this part of the rejections, so that there is one cluster of a kind at most. */
export const CLUSTER_PART: number = 1 / 2;

/** Outside spikes, a cluster's own share of rejections is at least so many times that of all others. */
export const CLUSTER_TIMES_OTHERS = 3;
