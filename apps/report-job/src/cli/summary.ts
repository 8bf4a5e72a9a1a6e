import { OUTCOME_KINDS } from "@attached-files/core";
import type { PublishedReport } from "../report/write-report.ts";
import { counted } from "../run/counted.ts";
import { terminalText } from "./terminal-text.ts";

/** What a report found, in the few lines that a person reads first. */
export function summaryText({ report, paths, folder }: PublishedReport): string {
  const { totals, status, whyNotComplete, irregularities } = report;
  const outcomes = OUTCOME_KINDS.filter((kind) => totals.outcomes[kind] > 0)
    .map((kind) => counted(totals.outcomes[kind], kind, kind))
    .join(", ");
  const irregular = irregularities.reduce((sum, { count }) => sum + count, 0);
  const lines = [
    `${counted(totals.references, "file")} known: ${outcomes === "" ? "none" : outcomes}`,
    [
      counted(totals.needsAPerson, "needs a person", "need a person"),
      counted(totals.notKnown, "not known", "not known"),
      `${counted(irregular, "irregularity", "irregularities")} in answers`,
    ].join(", "),
    `The answer is ${status}.`,
    ...whyNotComplete.map(({ scope, text }) => `  ${terminalText(scope)}: ${terminalText(text)}`),
    `Page    ${paths.page}`,
    `Folder  ${folder}`,
  ];
  return `${lines.join("\n")}\n`;
}
