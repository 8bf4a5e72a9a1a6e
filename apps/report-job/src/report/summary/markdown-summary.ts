import { OUTCOME_KINDS, SEVERITIES } from "@attached-files/core";
import { leftOutWords, whyNotKnown } from "../model/not-known-words.ts";
import { valueInWords } from "../model/policy-words.ts";
import { PERSON_PROBLEMS } from "../model/problem-words.ts";
import { keptBytes } from "../page/quantities.tsx";
import type { RuleReport } from "../policy-schema.ts";
import { REPORT_FILES } from "../report-files.ts";
import type { Report, ReportStatus } from "../report-schema.ts";
import { markdownCode } from "./markdown-text.ts";

/** A chat takes no more in one message: Slack cuts a section's text at 3,000 characters. */
export const LONGEST_SUMMARY = 3_000;

const LONGEST_NAME = 64;

/** How much is told of what there may be any number of. */
interface Detail {
  readonly reasons: number;
  readonly places: number;
  readonly longestReason: number;
  readonly thresholds: number;
  readonly problems: number;
  readonly advice: boolean;
}

/** The least, which fits whatever there is; then from the most down. */
const DETAILS: readonly [Detail, ...Detail[]] = [
  { reasons: 3, places: 0, longestReason: 120, thresholds: 2, problems: 10, advice: false },
  { reasons: 5, places: 3, longestReason: 240, thresholds: 5, problems: 20, advice: true },
  { reasons: 5, places: 3, longestReason: 240, thresholds: 5, problems: 20, advice: false },
];

const STATUS_WORDS: Readonly<Record<ReportStatus, string>> = {
  complete: "**Complete.** The search reached its end, and every file is accounted for.",
  partial: "**Partial.** Part of the answer is missing.",
  "no-data": "**No data.** No run has finished.",
};

/** The report in a message: status first, then why, what needs a person, and the numbers. At most LONGEST_SUMMARY long. */
export function markdownSummary(report: Report): string {
  const [least, ...others] = DETAILS;
  const fitting = others.map((detail) => summaryWith(report, detail)).find((text) => text.length <= LONGEST_SUMMARY);
  return fitting ?? summaryWith(report, least);
}

function summaryWith(report: Report, detail: Detail): string {
  const sections = [
    `# Attached files, ${markdownCode(report.slot, LONGEST_NAME)}`,
    STATUS_WORDS[report.status],
    reasons(report, detail),
    places(report, detail),
    thresholds(report, detail),
    needsAPerson(report, detail),
    numbers(report),
    `Details: ${REPORT_FILES.page}, ${REPORT_FILES.workbook}, ${REPORT_FILES.problemsCsv}`,
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function reasons({ whyNotComplete }: Report, { reasons: most, longestReason }: Detail): string {
  if (whyNotComplete.length === 0) return "";
  const lines = whyNotComplete
    .slice(0, most)
    .map(({ scope, text }) => `- ${markdownCode(scope, LONGEST_NAME)}: ${markdownCode(text, longestReason)}`);
  const more = whyNotComplete.length - most;
  if (more > 0) lines.push(`- ${count(more)} more in ${REPORT_FILES.report}`);
  return `**Why it is not complete**\n\n${lines.join("\n")}`;
}

/** Scopes that were asked at another place than by the run before. */
function places({ slot, scopes }: Report, { places: most, longestReason }: Detail): string {
  const moved = scopes.flatMap(({ name, run }) => {
    if (run?.placeChange == null || run.slot !== slot) return [];
    const { before, now } = run.placeChange;
    const told = [before, now].map((text) => markdownCode(text, longestReason));
    return [`- ${markdownCode(name, LONGEST_NAME)}: before ${told[0]}, now ${told[1]}`];
  });
  if (moved.length === 0) return "";
  const more =
    moved.length > most
      ? [`- ${count(moved.length - most)}${most === 0 ? "" : " more"} in ${REPORT_FILES.report}`]
      : [];
  return `**Asked at another place than the run before**\n\n${[...moved.slice(0, most), ...more].join("\n")}`;
}

/** Those that are crossed, the worst first, and those that nobody can judge. */
function thresholds({ policy }: Report, { thresholds: most, longestReason }: Detail): string {
  const told = (policy?.rules ?? []).filter(({ result }) => result !== "kept");
  if (told.length === 0) return "";
  const rank = ({ result, severity }: RuleReport): number =>
    result === "unknown" ? SEVERITIES.length : SEVERITIES.toReversed().indexOf(severity);
  const lines = told
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, most)
    .map((rule) => {
      const { result, severity, sentence, name, why } = rule;
      const what = result === "crossed" ? markdownCode(sentence, longestReason) : why;
      const title = result === "crossed" ? severity : "not judged";
      // A threshold without a sentence of its own has its rule for one.
      const said =
        what === markdownCode(rule.rule, longestReason) ? "," : `: ${markdownCode(rule.rule, LONGEST_NAME)},`;
      return `- ${title}: ${what} (${markdownCode(name, LONGEST_NAME)}${said} and it is ${valueInWords(rule)})`;
    });
  if (told.length > most) lines.push(`- ${count(told.length - most)} more in ${REPORT_FILES.report}`);
  return `**Thresholds**\n\n${lines.join("\n")}`;
}

function needsAPerson({ problems, totals }: Report, { problems: most, advice }: Detail): string {
  const ofPersons = problems.filter(
    ({ problem, rows }) => rows > 0 && (PERSON_PROBLEMS as readonly string[]).includes(problem),
  );
  if (totals.needsAPerson === 0 && ofPersons.length === 0) return `Nothing needs a person${leftOutWords(totals)}.`;
  const files = totals.needsAPerson === 1 ? "1 file needs" : `${count(totals.needsAPerson)} files need`;
  const lines = ofPersons
    .slice(0, most)
    .map(({ problem, rows, whatToDo }) => `- ${problem}: ${count(rows)}${advice ? `. ${whatToDo}` : ""}`);
  return `**${files} a person**${leftOutWords(totals)}\n\n${lines.join("\n")}`;
}

function numbers({ totals, scopes }: Report): string {
  const notKnown = whyNotKnown(totals.outcomes);
  const outcomes = OUTCOME_KINDS.filter((kind) => totals.outcomes[kind] > 0);
  return [
    "**Numbers**\n",
    `- Files known: ${count(totals.references)}, in ${scopes.length === 1 ? "1 scope" : `${count(scopes.length)} scopes`}`,
    `- Described: ${count(totals.filesDescribed)}, together ${sizeWords(totals)}`,
    `- Not known: ${count(totals.notKnown)}${notKnown === "" ? "" : ` (${notKnown})`}`,
    ...outcomes.map((kind) => `- Outcome ${kind}: ${count(totals.outcomes[kind])}`),
  ].join("\n");
}

/** The size as the page tells it. */
function sizeWords(totals: Report["totals"]): string {
  const rejected = totals.rejectedSizeBytes ?? 0;
  const kept = `${count(keptBytes(totals))} bytes`;
  return BigInt(rejected) === 0n ? kept : `${kept} without the ${count(rejected)} of rejected files, which are deleted`;
}

function count(amount: number | string | bigint): string {
  return BigInt(amount).toLocaleString("en");
}
