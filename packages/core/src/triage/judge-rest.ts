import { chanceOfAtLeast } from "./chance.ts";
import type { RejectionCluster } from "./finding.ts";
import { evidenceOf } from "./judge-spike.ts";
import { type Grouping, type Rate, type RejectionCounts, shareOf, without } from "./rejection-counts.ts";
import { CLUSTER_PART, CLUSTER_TIMES_OTHERS, LEAST_REJECTED, REPORTS_PER_CHANCE_FINDING } from "./thresholds.ts";

/**
 * The uploader and the type on which rejections cluster over time, of the files outside the spikes: at least half of the
 * rejections are theirs, though most files are not, or are rejected less.
 */
export function judgeRest(counts: RejectionCounts): readonly RejectionCluster[] {
  return [
    ...clusterIn(counts, "uploader-cluster", counts.uploaders),
    ...clusterIn(counts, "type-cluster", counts.fileTypes),
  ];
}

function clusterIn(
  counts: RejectionCounts,
  kind: RejectionCluster["kind"],
  { leading, createdValues }: Grouping,
): readonly RejectionCluster[] {
  if (leading === undefined || leading.rejected < LEAST_REJECTED) return [];
  if (leading.rejected < CLUSTER_PART * counts.rejected) return [];
  const others = without(counts, leading);
  if (others.created === 0 || shareOf(leading) < CLUSTER_TIMES_OTHERS * shareOf(others)) return [];
  if (!isBeyondChance(counts, leading, createdValues)) return [];
  const { value, created, rejected } = leading;
  return [{ kind, span: undefined, value, own: { created, rejected }, ...evidenceOf(counts, others) }];
}

/** Whether the rejections would hardly ever fall like that, were they dealt to all files alike. */
function isBeyondChance(whole: Rate, own: Rate, values: number): boolean {
  const chance = chanceOfAtLeast(own.rejected, whole.rejected, own.created / whole.created);
  return chance * values * REPORTS_PER_CHANCE_FINDING < 1;
}
