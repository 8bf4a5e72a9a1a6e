import type { Report, ScopeReport } from "../report/report-schema.ts";
import { type Line, listed } from "./message-line.ts";
import { plainText } from "./plain-text.ts";

const MOST_SCOPES = 20;

/** What the thresholds of a message were held against. */
export interface ThresholdsJudgedOn {
  /** Part of the answer is missing. */
  readonly isPartial: boolean;
  /** Scopes of which nothing was answered in this slot, and the slot that their answers are of; null: several may be. */
  readonly earlier: readonly { readonly scope: string; readonly slot: string | null }[];
}

/** null where there are no thresholds. */
export function judgedOn({ slot, status, scopes, policy }: Report): ThresholdsJudgedOn | null {
  if ((policy?.rules.length ?? 0) === 0) return null;
  const earlier = scopes.filter((scope) => isOfEarlierRuns(scope, slot)).slice(0, MOST_SCOPES);
  return {
    isPartial: status !== "complete",
    earlier: earlier.map(({ name, run }) => ({
      scope: plainText(name),
      slot: run === null || run.slot === slot ? null : plainText(run.slot),
    })),
  };
}

/** The lines before thresholds that were not judged on the whole of this slot's answer; none where they were. */
export function judgedOnLines(judged: ThresholdsJudgedOn | null): readonly Line[] {
  if (judged === null) return [];
  const lines: Line[] = [];
  if (judged.earlier.length > 0) {
    const scopes = judged.earlier.map(
      ({ scope, slot }): Line =>
        slot === null ? [{ code: scope }] : [{ code: scope }, " (of slot ", { code: slot }, ")"],
    );
    lines.push(["Thresholds, judged on answers of earlier runs, because this slot has none: ", ...listed(scopes)]);
  }
  // That tells more than that something is missing.
  if (judged.isPartial && judged.earlier.length === 0)
    lines.push(["Thresholds, judged on a partial view: what is missing may change them"]);
  return lines;
}

/** Whether what is known of a scope was all learned before: by another slot's run, or carried by one that got no answer. */
function isOfEarlierRuns({ run, status, outcomes, filesDescribed }: ScopeReport, slot: string): boolean {
  if (run === null) return false;
  if (run.slot !== slot) return true;
  const answered = outcomes.retrieved + outcomes.refused + outcomes.unanswered;
  return status !== "complete" && answered === 0 && filesDescribed > 0;
}
