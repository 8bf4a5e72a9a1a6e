import type { Evidence, TriageFinding } from "./finding.ts";
import { type Grouping, type Rate, type RejectionCounts, type Span, shareOf, without } from "./rejection-counts.ts";
import { CLUSTER_PART, LEAST_VALUES, SPIKE_SHARE } from "./thresholds.ts";

/**
 * What a spike of rejections is likely to be. Take away the uploader with the most rejections: where the files of the
 * others are rejected all the same, and those of the other types too, it is the scanner; else it is that uploader, or that
 * type. Undefined where it is nothing of these.
 */
export function judgeSpike(counts: RejectionCounts, span: Span, usual: Rate | undefined): TriageFinding | undefined {
  const evidence = evidenceOf(counts, usual);
  const isOutage = isAcrossUploaders(counts) && isAcrossTypes(counts);
  if (isOutage) return { kind: "scanner-outage", span, ...evidence };
  const cluster = (kind: "uploader-cluster" | "type-cluster", { leading }: Grouping): TriageFinding | undefined => {
    if (leading === undefined || leading.rejected < CLUSTER_PART * counts.rejected) return undefined;
    const { value, created, rejected } = leading;
    return { kind, span, value, own: { created, rejected }, ...evidence };
  };
  const ofUploader = isAcrossUploaders(counts) ? undefined : cluster("uploader-cluster", counts.uploaders);
  return ofUploader ?? cluster("type-cluster", counts.fileTypes);
}

/** What a finding about these files rests on. */
export function evidenceOf(counts: RejectionCounts, usual: Rate | undefined): Evidence {
  return {
    created: counts.created,
    rejected: counts.rejected,
    uploaders: counts.uploaders.rejectedValues,
    fileTypes: counts.fileTypes.rejectedValues,
    withoutUploader: counts.uploaders.unnamed.rejected,
    usual,
  };
}

/** Where no file names its uploader, the types alone have to tell. */
function isAcrossUploaders(counts: RejectionCounts): boolean {
  const { uploaders, fileTypes } = counts;
  if (uploaders.createdValues === 0) return fileTypes.rejectedValues >= LEAST_VALUES;
  return uploaders.rejectedValues >= LEAST_VALUES && isHit(othersOf(counts, uploaders));
}

/** Where there are hardly any other types, nothing speaks against the scanner. */
function isAcrossTypes(counts: RejectionCounts): boolean {
  const others = othersOf(counts, counts.fileTypes);
  return others.created < LEAST_VALUES || isHit(others);
}

function isHit(others: Rate): boolean {
  return others.rejected >= LEAST_VALUES && shareOf(others) >= SPIKE_SHARE;
}

/** The files of all but the leading value; of those without a value nobody knows whose they are. */
function othersOf(counts: RejectionCounts, { leading, unnamed }: Grouping): Rate {
  return without(counts, unnamed, leading ?? { created: 0, rejected: 0 });
}
