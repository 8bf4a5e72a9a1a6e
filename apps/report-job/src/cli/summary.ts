import { OUTCOME_KINDS } from "@attached-files/core";
import type { WrittenReport } from "../report/write-report.ts";
import { terminalText } from "./terminal-text.ts";

const number = new Intl.NumberFormat("en");

/** What a report found, in the few lines that a person reads first. */
export function summaryText(report: WrittenReport): string {
  const outcomes = OUTCOME_KINDS.filter((kind) => report.outcomes[kind] > 0)
    .map((kind) => `${number.format(report.outcomes[kind])} ${kind}`)
    .join(", ");
  const lines = [
    `${number.format(report.references)} files known: ${outcomes === "" ? "none" : outcomes}`,
    `${number.format(report.needsAPerson)} need a person, ${number.format(report.notKnown)} not known, ${number.format(report.irregularities)} irregularities in answers`,
    `The answer is ${report.status}.`,
    ...report.whyNotComplete.map(({ scope, text }) => `  ${terminalText(scope)}: ${terminalText(text)}`),
    `Page    ${report.paths.page}`,
    `Folder  ${report.folder}`,
  ];
  return `${lines.join("\n")}\n`;
}
