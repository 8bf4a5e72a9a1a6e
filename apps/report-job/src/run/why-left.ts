import type { FinishedRun } from "../state/finished-run.ts";

/**
 * Why a slot that was finished before is left as it is; undefined where it goes on. A partial one does, to ask again for
 * what failed or was deferred, if its answers still stand in the state, and once its report is written: a process that
 * died between its end and its report is made good by the report alone.
 */
export function whyLeft(before: FinishedRun, inputDigest: string): string | undefined {
  if (before.inputDigest !== inputDigest) return `was finished before, from another input (${before.input})`;
  if (before.status === "complete" || (before.isStanding && !before.isPublished)) return "was finished before";
  if (before.isStanding) return undefined;
  return "was finished before, partial, and a later slot's answers have taken the place of its own";
}
