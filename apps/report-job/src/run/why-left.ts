import { sectionHint } from "../run-book/section-ids.ts";
import type { FinishedRun } from "../state/finished-run.ts";

/** Why a slot is left as it is, and where no start of it can change that, what to do instead. */
interface LeftSlot {
  readonly why: string;
  readonly next?: {
    readonly text: string;
    /** Of the run book. */
    readonly section: string;
  };
}

const OTHER_INPUT = {
  text: "A slot keeps the input that it was finished with: run a new one, without --slot or under another name.",
  section: "trouble-other-input",
} as const;

const PAST = {
  text: "Nothing can be asked for a slot of the past: run a new one, without --slot or under another name.",
  section: "reason-other-slot",
} as const;

/**
 * Why a slot that was finished before is left as it is; undefined where it goes on. A partial one does, to ask again for
 * what failed or was deferred, if its answers still stand in the state, and once its report is written: a process that
 * died between its end and its report is made good by the report alone. One that met no file is no answer of its input, as
 * where the first run was given a wrong endpoint: with another input it begins anew.
 */
export function whyLeft(before: FinishedRun, inputDigest: string): LeftSlot | undefined {
  const { status, isStanding, isPublished } = before;
  if (before.inputDigest !== inputDigest && !isWithoutFiles(before)) {
    return { why: `was finished before, from another input (${before.input})`, next: OTHER_INPUT };
  }
  if (!isStanding) {
    const later = "a later slot's answers have taken the place of its own";
    if (status === "complete") return { why: `was complete before, and ${later}` };
    return { why: `had ended partial, and ${later}`, next: PAST };
  }
  if (before.inputDigest !== inputDigest) return undefined;
  return status === "complete" || !isPublished ? { why: "was finished before" } : undefined;
}

/** Whether a slot ended early without a file, so that nothing is lost where it begins anew. */
function isWithoutFiles({ status, references, isStanding }: FinishedRun): boolean {
  return status === "partial" && references === 0 && isStanding;
}

/** What is said of a slot that is left. */
export function leftText({ why, next }: LeftSlot): string {
  return next === undefined
    ? `${why}; no call made`
    : `${why}; no call made. ${next.text} ${sectionHint(next.section)}`;
}
