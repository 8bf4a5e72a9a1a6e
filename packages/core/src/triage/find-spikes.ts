import { chanceOfAtLeast } from "./chance.ts";
import { type QuarterHour, type Rate, type Span, shareOf, sumOf, without } from "./rejection-counts.ts";
import {
  BIN_MS,
  LEAST_REJECTED,
  NEARLY_ALL,
  REPORTS_PER_CHANCE_FINDING,
  SPIKE_SHARE,
  SPIKE_TIMES_USUAL,
  SPIKE_WINDOWS_MS,
} from "./thresholds.ts";

/** Where rejections stand out in time. */
export interface Spikes {
  /** The latest first; none overlaps another. */
  readonly spans: readonly Span[];
  /** All that was created at other times; undefined where nothing, or nearly nothing, is usual. */
  readonly usual: Rate | undefined;
}

/**
 * Finds the stretches of time in which far more of the created files is rejected than usual.
 *
 * @param bins each quarter of an hour at most once, in any order; those without files may be left out.
 * @param elsewhere files whose time is unknown or too long ago to be looked at by the quarter of an hour.
 */
export function findSpikes(bins: readonly QuarterHour[], elsewhere: Rate = { created: 0, rejected: 0 }): Spikes {
  const inOrder = bins.filter(({ created }) => created > 0).sort((one, other) => one.fromMs - other.fromMs);
  const first = inOrder[0];
  const last = inOrder.at(-1);
  if (first === undefined || last === undefined) return { spans: [], usual: usualOf(elsewhere) };
  const whole = sumOf([...inOrder, elsewhere]);
  if (whole.rejected >= LEAST_REJECTED && shareOf(whole) >= NEARLY_ALL) {
    return { spans: [{ fromMs: first.fromMs, toMs: last.fromMs + BIN_MS }], usual: undefined };
  }
  // What stands out by itself is not part of what is usual.
  const striking = spikesWhere(inOrder, (rate) => shareOf(rate) >= SPIKE_SHARE);
  let spikes = spikesWhere(inOrder, standsOutOf(without(whole, ...striking), inOrder.length));
  // Where much is rejected always, what stands out is part of it after all.
  for (let before = Number.POSITIVE_INFINITY; spikes.length < before; ) {
    before = spikes.length;
    spikes = spikes.filter(standsOutOf(without(whole, ...spikes), inOrder.length));
  }
  const spans = spikes.map(({ fromMs, toMs }) => ({ fromMs, toMs })).sort((one, other) => other.fromMs - one.fromMs);
  return { spans, usual: usualOf(without(whole, ...spikes)) };
}

/** Whether files are rejected so much more than usual that chance does not explain it, anywhere among so many bins. */
function standsOutOf(usual: Rate, bins: number): (rate: Rate) => boolean {
  // One of each in addition: a few files without a rejection do not say that there never is one.
  const usualShare = (usual.rejected + 1) / (usual.created + 2);
  const least = Math.max(SPIKE_SHARE, SPIKE_TIMES_USUAL * usualShare);
  const windows = bins * SPIKE_WINDOWS_MS.length;
  return (rate) =>
    shareOf(rate) >= least &&
    windows * chanceOfAtLeast(rate.rejected, rate.created, usualShare) * REPORTS_PER_CHANCE_FINDING < 1;
}

function usualOf(rate: Rate): Rate | undefined {
  return rate.created === 0 ? undefined : rate;
}

/** Stretches with enough rejections in which every window of a length is one that stands out. */
function spikesWhere(bins: readonly QuarterHour[], standsOut: (rate: Rate) => boolean): (Span & Rate)[] {
  const found: (Span & Rate)[] = [];
  let stretches = [bins];
  for (const windowMs of SPIKE_WINDOWS_MS) {
    stretches = stretches.flatMap((stretch) => {
      const runs = runsOf(stretch, windowMs, standsOut).map(trimmed);
      const spikes = runs.filter((run) => sumOf(run).rejected >= LEAST_REJECTED);
      found.push(...spikes.map((run) => ({ ...spanOf(run), ...sumOf(run) })));
      // A longer window would see the same files once more, and the quiet hours around them.
      return partsBetween(stretch, spikes);
    });
  }
  return found;
}

function partsBetween(bins: readonly QuarterHour[], runs: readonly (readonly QuarterHour[])[]): QuarterHour[][] {
  const parts: QuarterHour[][] = [[]];
  const taken = new Set(runs.flat());
  for (const bin of bins) {
    if (!taken.has(bin)) parts.at(-1)?.push(bin);
    else if (parts.at(-1)?.length !== 0) parts.push([]);
  }
  return parts;
}

/** The bins of all windows that stand out, those of windows that meet together. */
function runsOf(
  bins: readonly QuarterHour[],
  windowMs: number,
  standsOut: (rate: Rate) => boolean,
): readonly (readonly QuarterHour[])[] {
  const runs: QuarterHour[][] = [];
  let created = 0;
  let rejected = 0;
  let end = 0;
  let taken = 0;
  for (const [start, bin] of bins.entries()) {
    for (let next = bins[end]; next !== undefined && next.fromMs < bin.fromMs + windowMs; next = bins[end]) {
      created += next.created;
      rejected += next.rejected;
      end += 1;
    }
    if (rejected >= LEAST_REJECTED && standsOut({ created, rejected })) {
      if (start >= taken) runs.push([]);
      runs.at(-1)?.push(...bins.slice(Math.max(start, taken), end));
      taken = end;
    }
    created -= bin.created;
    rejected -= bin.rejected;
  }
  return runs;
}

/** Without the quiet quarters at its ends, which a window has only because it is longer than the spike. */
function trimmed(run: readonly QuarterHour[]): readonly QuarterHour[] {
  const isQuiet = (bin: QuarterHour): boolean => shareOf(bin) < SPIKE_SHARE;
  const from = run.findIndex((bin) => !isQuiet(bin));
  return from === -1 ? [] : run.slice(from, run.findLastIndex((bin) => !isQuiet(bin)) + 1);
}

function spanOf(run: readonly QuarterHour[]): Span {
  const fromMs = run[0]?.fromMs ?? 0;
  return { fromMs, toMs: (run.at(-1)?.fromMs ?? fromMs) + BIN_MS };
}
