import { OUTCOME_KINDS } from "@attached-files/core";
import { EXIT_CODE } from "../exit-code.ts";
import { leftOutWords, whyNotKnown } from "../report/model/not-known-words.ts";
import { valueInWords } from "../report/model/policy-words.ts";
import { REPORT_FILES } from "../report/report-files.ts";
import type { Report } from "../report/report-schema.ts";
import type { PublishedReport } from "../report/write-report.ts";
import { counted } from "../run/counted.ts";
import { shortText } from "../run/short-text.ts";
import { twoPlaces } from "../run/two-places.ts";
import { terminalText } from "../terminal/terminal-text.ts";
import { exitCodeOf } from "./exit-code-of.ts";

/** A reason is a sentence or two of ours, and at its end a stranger's message. */
const LONGEST_REASON = 500;

/** What a report found, in the few lines that a person reads first. */
export function summaryText({ report, paths, folder }: PublishedReport): string {
  const { totals, whyNotComplete, irregularities } = report;
  const outcomes = OUTCOME_KINDS.filter((kind) => totals.outcomes[kind] > 0)
    .map((kind) => counted(totals.outcomes[kind], kind, kind))
    .join(", ");
  const notKnown = whyNotKnown(totals.outcomes);
  const irregular = irregularities.reduce((sum, { count }) => sum + count, 0);
  const lines = [
    `${counted(totals.references, "file")} known: ${outcomes === "" ? "none" : outcomes}`,
    [
      counted(totals.needsAPerson, "needs a person", "need a person"),
      `${counted(totals.notKnown, "not known", "not known")}${notKnown === "" ? "" : ` (${notKnown})`}`,
      `${counted(irregular, "irregularity", "irregularities")} in this run's answers`,
    ].join(", "),
    ...problemLines(report),
    statusText(report),
    ...whyNotComplete.map(
      ({ scope, text }) => `  ${terminalText(scope)}: ${terminalText(shortText(text, LONGEST_REASON))}`,
    ),
    ...placeLines(report),
    ...policyLines(report),
    `Page    ${terminalText(paths.page)}`,
    `Folder  ${terminalText(folder)}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** In the words of the title of messages, where nothing was answered. */
function statusText(report: Report): string {
  const { status, totals } = report;
  if (exitCodeOf(report) !== EXIT_CODE.unavailable) return `The answer is ${status}.`;
  const leftOut = leftOutWords(totals);
  const holds = totals.filesDescribed === 0 ? "" : ` The report holds what earlier runs knew${leftOut}.`;
  return `The run failed, nothing answered.${holds}`;
}

/** Files of another place may be others, also where all of them are answered. */
function placeLines({ slot, scopes }: Report): readonly string[] {
  return scopes.flatMap(({ name, run }) => {
    if (run?.placeChange == null || run.slot !== slot) return [];
    const { now, before, slot: slotBefore } = run.placeChange;
    const places = twoPlaces({ slot: slotBefore, text: before }, now);
    return [terminalText(`${name}: asked at another place than the run before. ${places}`)];
  });
}

/** The thresholds that are crossed, and those that could not be told. */
function policyLines({ policy }: Report): readonly string[] {
  const told = (policy?.rules ?? []).filter(({ result }) => result !== "kept");
  return told.map((rule) => {
    const words = rule.result === "crossed" ? `${rule.severity}: ${rule.sentence}` : `not known: ${rule.why}`;
    // A threshold without a sentence of its own has its rule for one.
    const said = rule.result === "crossed" && rule.sentence === rule.rule ? "" : `${rule.rule}; `;
    return terminalText(`Threshold ${rule.name}, ${words} (${said}it is ${valueInWords(rule)})`);
  });
}

/** What the rows of problems.csv are, so that nobody has to count them to know what needs a person and what is not known. */
function problemLines({ problems, tables }: Report): readonly string[] {
  const rows = tables.find(({ file }) => file === REPORT_FILES.problemsCsv)?.rows ?? 0;
  if (rows === 0) return [];
  const files = problems.reduce((sum, problem) => sum + problem.rows, 0);
  const kinds = problems
    .filter((problem) => problem.rows > 0)
    .map((problem) => counted(problem.rows, problem.problem, problem.problem));
  // A file of an unknown status is a problem of its own here, and an irregularity in the answers.
  const isApart = problems.some((problem) => problem.problem === "unknown-status" && problem.rows > 0);
  const other = isApart ? "other " : "";
  if (rows > files) kinds.push(counted(rows - files, `${other}irregularity`, `${other}irregularities`));
  return [`${counted(rows, "row")} in ${REPORT_FILES.problemsCsv}: ${kinds.join(", ")}`];
}
