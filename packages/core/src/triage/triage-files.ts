import { findSpikes } from "./find-spikes.ts";
import type { TriageFinding } from "./finding.ts";
import { judgeRest } from "./judge-rest.ts";
import { judgeSpike } from "./judge-spike.ts";
import { type Grouping, type QuarterHour, type Rate, type RejectionCounts, sumOf } from "./rejection-counts.ts";
import { BIN_MS } from "./thresholds.ts";

/** What triage looks at of a file. All files count, so that the usual is known; not the rejected alone. */
export interface TriagedFile {
  /** Milliseconds since 1970; undefined, or no finite number, where it cannot be read. */
  readonly createdAtMs: number | undefined;
  readonly isRejected: boolean;
  readonly uploader: string | undefined;
  /** As `fileTypeOf` tells it. */
  readonly fileType: string | undefined;
}

/**
 * What is likely behind the rejections among the files of one scanner, in any order: the latest spikes first, then what is
 * no matter of time. Empty where rejections are few or ordinary. For millions of files, count elsewhere and use
 * `findSpikes`, `judgeSpike` and `judgeRest`, of which this is made.
 */
export function triageFiles(files: readonly TriagedFile[]): readonly TriageFinding[] {
  const dated = files.filter(isDated);
  const undated = files.filter((file) => !isDated(file));
  const { spans, usual } = findSpikes(binsOf(dated), rateOf(undated));
  const inSpan = spans.map((span) =>
    dated.filter(({ createdAtMs }) => createdAtMs >= span.fromMs && createdAtMs < span.toMs),
  );
  const spiked = new Set<TriagedFile>(inSpan.flat());
  const findings = spans.map((span, index) => judgeSpike(countRejections(inSpan[index] ?? []), span, usual));
  const rest = countRejections(files.filter((file) => !spiked.has(file)));
  return [...findings.filter((finding) => finding !== undefined), ...judgeRest(rest)];
}

/** Counts files, and how they divide. */
function countRejections(files: readonly TriagedFile[]): RejectionCounts {
  return {
    ...rateOf(files),
    uploaders: groupingOf(files, ({ uploader }) => uploader),
    fileTypes: groupingOf(files, ({ fileType }) => fileType),
  };
}

function isDated(file: TriagedFile): file is TriagedFile & { readonly createdAtMs: number } {
  return file.createdAtMs !== undefined && Number.isFinite(file.createdAtMs);
}

function binsOf(files: readonly (TriagedFile & { readonly createdAtMs: number })[]): readonly QuarterHour[] {
  const bins = Map.groupBy(files, ({ createdAtMs }) => Math.floor(createdAtMs / BIN_MS) * BIN_MS);
  return [...bins].map(([fromMs, within]) => ({ fromMs, ...rateOf(within) }));
}

function rateOf(files: readonly TriagedFile[]): Rate {
  return { created: files.length, rejected: files.filter(({ isRejected }) => isRejected).length };
}

function groupingOf(files: readonly TriagedFile[], property: (file: TriagedFile) => string | undefined): Grouping {
  const groups = [...Map.groupBy(files, property)].map(([value, of]) => ({ value, ...rateOf(of) }));
  const named = groups.filter((group): group is typeof group & { readonly value: string } => group.value !== undefined);
  const withRejections = named.filter(({ rejected }) => rejected > 0);
  const [leading] = withRejections.sort(
    (one, other) => other.rejected - one.rejected || (one.value < other.value ? -1 : 1),
  );
  return {
    createdValues: named.length,
    rejectedValues: withRejections.length,
    unnamed: sumOf(groups.filter(({ value }) => value === undefined)),
    leading,
  };
}
