import { EXIT_CODE, type ExitCode } from "../exit-code.ts";
import { bucketOf } from "../publish/bucket-error.ts";
import { valueInWords } from "../report/model/policy-words.ts";
import type { RuleReport } from "../report/policy-schema.ts";
import type { PublishedReport } from "../report/write-report.ts";
import { exitCodeSection, reasonSection } from "../run-book/section-ids.ts";
import { caseByCaseOf } from "./case-by-case.ts";
import { changesOf } from "./changes-message.ts";
import { firstStepOf } from "./first-step.ts";
import { judgedOn } from "./judged-on.ts";
import type { Message } from "./message.ts";
import { LONGEST_PLACE, MOST_LISTED } from "./message-limits.ts";
import { messageTitle } from "./message-title.ts";
import { movedOf } from "./moved.ts";
import { plainText } from "./plain-text.ts";
import { problemSection } from "./problem-section.ts";
import { recordedTrouble } from "./recorded-trouble.ts";
import { type Teller, tellerFacts } from "./teller.ts";
import type { TroubleMessage } from "./trouble.ts";

const MOST_SECTIONS = 5;
const GONE = "problem-vanished";
const WORST_FIRST: readonly RuleReport["severity"][] = ["critical", "warning", "info"];

/** A report, and where it stands in its bucket, as `s3://bucket/prefix/`; undefined where it is in none. */
export type ReportToTell = PublishedReport & { readonly place?: string | undefined };

/**
 * What is told of a report. Reasons are told by their codes: their texts may name files.
 *
 * @param outside trouble that kept scopes from running at all.
 * @param environment its secrets are shown to nobody.
 */
export function reportMessage(
  { report, paths, folder, place }: ReportToTell,
  exitCode: ExitCode,
  teller: Teller,
  outside: readonly TroubleMessage[] = [],
  environment: Parameters<typeof recordedTrouble>[1] = {},
): Message {
  const { totals, whyNotComplete } = report;
  const rules = report.policy?.rules ?? [];
  const crossed = crossedOf(report);
  const notJudged = rules.filter(({ result }) => result === "unknown");
  const scope = report.scopes.length === 1 ? plainText(report.scopes[0]?.name ?? "") : null;
  const trouble = [...outside, ...recordedTrouble(report, environment)].slice(0, MOST_LISTED);
  const runBook = sectionsOf(report, exitCode, trouble, crossed);
  // A report of what earlier runs knew has no data of this slot.
  const status = exitCode === EXIT_CODE.unavailable ? "no-data" : report.status;
  const what = { event: "report-published", status, exitCode, slot: plainText(report.slot) } as const;
  return {
    schemaVersion: 1,
    ...what,
    title: messageTitle({
      ...what,
      trouble,
      scopeCount: teller.scopes.length,
      crossed: crossed.map(({ name, severity }) => ({ name: plainText(name, 60), severity })),
    }),
    ...tellerFacts(teller),
    trouble,
    missing: whyNotComplete
      .slice(0, MOST_LISTED)
      .map(({ scope: name, code, files }) => ({ scope: plainText(name), code, files, of: filesOf(report, name) })),
    caseByCase: caseByCaseOf(report),
    crossed: crossed.slice(0, MOST_LISTED).map((rule) => ({
      name: plainText(rule.name),
      severity: rule.severity,
      scope,
      sentence: plainText(rule.sentence),
      rule: plainText(rule.rule),
      value: valueInWords(rule),
    })),
    notJudged: notJudged.slice(0, MOST_LISTED).map(({ name, rule, why }) => ({
      name: plainText(name),
      scope,
      rule: plainText(rule),
      why: plainText(why ?? ""),
    })),
    judgedOn: judgedOn(report),
    ...movedOf(report),
    changes: changesOf(report, exitCode),
    numbers: {
      files: totals.references,
      described: totals.filesDescribed,
      needsAPerson: totals.needsAPerson,
      notKnown: totals.notKnown,
      callFailed: totals.outcomes.failed,
      notAsked: totals.outcomes.deferred,
      earlierAnswersLeftOut: totals.earlierAnswersLeftOut ?? 0,
    },
    recovery: null,
    published: place === undefined ? null : { bucket: bucketOf(place), place: plainText(place, LONGEST_PLACE) },
    unpublished: null,
    page: plainText(paths.page, LONGEST_PLACE),
    folder: plainText(folder, LONGEST_PLACE),
    runBook,
    firstStep: firstStepOf(runBook, trouble),
  };
}

/** Files that are known of a scope; null where it has no data. */
function filesOf({ scopes }: PublishedReport["report"], scope: string): number | null {
  const found = scopes.find(({ name }) => name === scope);
  return found === undefined || found.run === null ? null : found.references;
}

/**
 * The section that a message about a report names first, for whoever reads the log instead.
 *
 * @param outside trouble that kept scopes from running at all.
 */
export function nearestSection(
  report: PublishedReport["report"],
  exitCode: ExitCode,
  outside: readonly TroubleMessage[],
  environment: Parameters<typeof recordedTrouble>[1],
): string {
  const trouble = [...outside, ...recordedTrouble(report, environment)].slice(0, MOST_LISTED);
  return sectionsOf(report, exitCode, trouble, crossedOf(report))[0] ?? exitCodeSection(exitCode);
}

function crossedOf({ policy }: PublishedReport["report"]): readonly RuleReport[] {
  const crossed = (policy?.rules ?? []).filter(({ result }) => result === "crossed");
  return WORST_FIRST.flatMap((severity) => crossed.filter((rule) => rule.severity === severity));
}

/** What the trouble was says more than what is missing, and that more than the exit code, which is last. */
function sectionsOf(
  { whyNotComplete }: PublishedReport["report"],
  exitCode: ExitCode,
  trouble: readonly TroubleMessage[],
  crossed: readonly RuleReport[],
): readonly string[] {
  const errors = trouble.flatMap(({ runBook }) => runBook ?? []);
  const reasons = whyNotComplete.map(({ code }) => reasonSection(code));
  const crossedProblems = new Set(crossed.flatMap(({ rule }) => problemSection(rule) ?? []));
  // Files that are gone are refused, too: that they are gone says why.
  const problems = crossedProblems.has(GONE) ? [...new Set([GONE, ...crossedProblems])] : [...crossedProblems];
  const known = [...new Set([...errors, ...reasons])].slice(0, MOST_SECTIONS);
  return [
    ...known,
    ...problems.slice(0, MOST_SECTIONS),
    ...(crossed.length > 0 ? ["alert-policy"] : []),
    ...(exitCode === EXIT_CODE.complete ? [] : [exitCodeSection(exitCode)]),
  ];
}
