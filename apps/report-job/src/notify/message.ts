import { EXIT_CODE, type ExitCode } from "../exit-code.ts";
import { valueInWords } from "../report/model/policy-words.ts";
import type { RuleReport } from "../report/policy-schema.ts";
import type { PublishedReport } from "../report/write-report.ts";
import { exitCodeSection, reasonSection, sectionHint } from "../run-book/section-ids.ts";
import { type ChangesMessage, changesLine, changesMessage } from "./changes-message.ts";
import { plainText } from "./plain-text.ts";

/** What people and programs are told of a run. It names no file, no uploader and no tag. */
export interface Message {
  readonly schemaVersion: 1;
  readonly event: "report-published" | "run-failed";
  readonly status: "complete" | "partial" | "no-data" | "failed";
  readonly slot: string | null;
  /** The whole in a line. */
  readonly title: string;
  readonly exitCode: ExitCode;
  readonly missing: readonly { readonly scope: string; readonly code: string; readonly files: number | null }[];
  readonly crossed: readonly {
    readonly name: string;
    readonly severity: RuleReport["severity"];
    readonly sentence: string;
    readonly rule: string;
    readonly value: string;
  }[];
  /** Thresholds of which nobody can say whether they are crossed. */
  readonly notJudged: readonly { readonly name: string; readonly rule: string; readonly why: string }[];
  /** Since the run before; null where there is nothing to compare. */
  readonly changes: ChangesMessage | null;
  readonly numbers: {
    readonly files: number;
    readonly described: number;
    readonly needsAPerson: number;
    readonly notKnown: number;
  } | null;
  /** Where the page and the folder of the report are, on the machine that wrote it; null without a report. */
  readonly page: string | null;
  readonly folder: string | null;
  /** Sections of the run book that tell what to do, the likeliest first; none where nothing needs doing. */
  readonly runBook: readonly string[];
}

const MOST_LISTED = 20;
const LONGEST_PLACE = 500;
const WORST_FIRST: readonly RuleReport["severity"][] = ["critical", "warning", "info"];

/** What is told of a report. Reasons are told by their codes: their texts may hold words of strangers. */
export function reportMessage({ report, paths, folder }: PublishedReport, exitCode: ExitCode): Message {
  const { totals, whyNotComplete } = report;
  const rules = report.policy?.rules ?? [];
  const crossed = WORST_FIRST.flatMap((severity) =>
    rules.filter((rule) => rule.result === "crossed" && rule.severity === severity),
  );
  const notJudged = rules.filter(({ result }) => result === "unknown");
  const slot = plainText(report.slot);
  const thresholds =
    crossed.length === 0 ? "" : `, ${crossed.length} ${crossed.length === 1 ? "threshold" : "thresholds"} crossed`;
  return {
    schemaVersion: 1,
    event: "report-published",
    status: report.status,
    slot,
    title: `Attached files, ${slot}: ${report.status}${thresholds}`,
    exitCode,
    missing: whyNotComplete
      .slice(0, MOST_LISTED)
      .map(({ scope, code, files }) => ({ scope: plainText(scope), code, files })),
    crossed: crossed.slice(0, MOST_LISTED).map((rule) => ({
      name: plainText(rule.name),
      severity: rule.severity,
      sentence: plainText(rule.sentence),
      rule: plainText(rule.rule),
      value: valueInWords(rule),
    })),
    notJudged: notJudged.slice(0, MOST_LISTED).map(({ name, rule, why }) => ({
      name: plainText(name),
      rule: plainText(rule),
      why: plainText(why ?? ""),
    })),
    changes: changesMessage(report),
    numbers: {
      files: totals.references,
      described: totals.filesDescribed,
      needsAPerson: totals.needsAPerson,
      notKnown: totals.notKnown,
    },
    page: plainText(paths.page, LONGEST_PLACE),
    folder: plainText(folder, LONGEST_PLACE),
    runBook: reportSections(report, exitCode),
  };
}

const MOST_SECTIONS = 5;

/** Why it is not complete says more than the exit code, which is last. */
function reportSections({ whyNotComplete, policy }: PublishedReport["report"], exitCode: ExitCode): readonly string[] {
  const reasons = new Set(whyNotComplete.map(({ code }) => reasonSection(code)));
  const isCrossed = policy?.rules.some(({ result }) => result === "crossed") === true;
  const known = [...[...reasons].slice(0, MOST_SECTIONS), ...(isCrossed ? ["alert-policy"] : [])];
  return exitCode === EXIT_CODE.complete ? known : [...known, exitCodeSection(exitCode)];
}

/** What is told of a run that ended without a report, or whose report did not get to its bucket. */
export function failureMessage(slot: string | undefined, exitCode: ExitCode): Message {
  const named = slot === undefined ? null : plainText(slot);
  return {
    schemaVersion: 1,
    event: "run-failed",
    status: "failed",
    slot: named,
    title: `Attached files${named === null ? "" : `, ${named}`}: the run ended without a published report (exit code ${exitCode})`,
    exitCode,
    missing: [],
    crossed: [],
    notJudged: [],
    changes: null,
    numbers: null,
    page: null,
    folder: null,
    runBook: [exitCodeSection(exitCode)],
  };
}

function runBookLine([first, ...others]: readonly string[]): readonly string[] {
  if (first === undefined) return [];
  return [`${sectionHint(first)}${others.length === 0 ? "" : ` (then ${others.join(", ")})`}`];
}

/** The lines behind the title, for people. */
export function messageLines(message: Message): readonly string[] {
  const { crossed, notJudged, missing, changes, numbers, page, runBook } = message;
  const amount = (value: number): string => value.toLocaleString("en");
  return [
    ...crossed.map(({ severity, sentence, rule, value }) => `${severity}: ${sentence} (${rule}; it is ${value})`),
    ...notJudged.map(({ name, rule, why }) => `not judged: ${name} (${rule}). ${why}`),
    ...missing.map(({ scope, code, files }) => `${scope}: ${code}${files === null ? "" : `, ${amount(files)} files`}`),
    ...(changes === null ? [] : [changesLine(changes)]),
    ...(numbers === null
      ? ["What ended it stands in its log."]
      : [
          `${amount(numbers.files)} files, ${amount(numbers.described)} described, ${amount(numbers.needsAPerson)} need a person, ${amount(numbers.notKnown)} not known`,
        ]),
    ...(page === null ? [] : [`Page: ${page}`]),
    ...runBookLine(runBook),
  ];
}
