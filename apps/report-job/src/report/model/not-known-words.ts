import type { Report } from "../report-schema.ts";

/**
 * Why files are not known, each of them counted once: `no call succeeded about 38, 19 are left for the next run`, the latter being those that
 * were due when the run ended, not asked about or in vain; empty where none is.
 */
export function whyNotKnown({ failed, deferred }: Pick<Report["totals"]["outcomes"], "failed" | "deferred">): string {
  const number = (value: number): string => value.toLocaleString("en");
  const parts = [
    ...(failed > 0 ? [`no call succeeded about ${number(failed)}`] : []),
    ...(deferred > 0 ? [`${number(deferred)} ${deferred === 1 ? "is" : "are"} left for the next run`] : []),
  ];
  return parts.join(", ");
}

/**
 * Said wherever the files that need a person are counted and some of these are left out: an answer without metadata is
 * counted in the run that got it alone, so that a file which was refused or unanswered then, and of which no call succeeds
 * now, counts as not known only.
 */
export const EARLIER_ANSWERS_LEFT_OUT = "not counting files refused or unanswered earlier that are not known now";

/** `EARLIER_ANSWERS_LEFT_OUT` between these where files are left out so; empty where none is, or nobody counted. */
export function leftOutWords(
  { earlierAnswersLeftOut = 0 }: Pick<Report["totals"], "earlierAnswersLeftOut">,
  before = ", ",
  behind = "",
): string {
  return earlierAnswersLeftOut > 0 ? `${before}${EARLIER_ANSWERS_LEFT_OUT}${behind}` : "";
}
