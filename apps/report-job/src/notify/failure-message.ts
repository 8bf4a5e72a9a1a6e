import type { ExitCode } from "../exit-code.ts";
import type { Reason } from "../report/report-schema.ts";
import { exitCodeSection } from "../run-book/section-ids.ts";
import { firstStepOf } from "./first-step.ts";
import type { Message } from "./message.ts";
import { MOST_LISTED } from "./message-limits.ts";
import { messageTitle } from "./message-title.ts";
import { plainText } from "./plain-text.ts";
import { type Teller, tellerFacts } from "./teller.ts";
import type { TroubleMessage } from "./trouble.ts";

/** What a message holds that is about no report. */
export const NO_REPORT = {
  missing: [],
  caseByCase: [],
  crossed: [],
  notJudged: [],
  judgedOn: null,
  changes: null,
  numbers: null,
  recovery: null,
  published: null,
  unpublished: null,
  page: null,
  folder: null,
} as const satisfies Partial<Message>;

/**
 * What is told of a run that ended without a report, or whose report did not get to its bucket.
 *
 * @param missing what is missing of scopes that met no trouble.
 */
export function failureMessage(
  slot: string | undefined,
  exitCode: ExitCode,
  teller: Teller,
  troubles: readonly TroubleMessage[] = [],
  missing: readonly Reason[] = [],
): Message {
  const trouble = troubles.slice(0, MOST_LISTED);
  const named = slot === undefined ? null : plainText(slot);
  const what = { event: "run-failed", status: "failed", slot: named, exitCode } as const;
  const sections = [...trouble.flatMap(({ runBook }) => runBook ?? []), exitCodeSection(exitCode)];
  const runBook = [...new Set(sections)];
  return {
    schemaVersion: 1,
    ...what,
    title: messageTitle({ ...what, trouble, crossed: [], scopes: teller.scopes, scopeCount: teller.scopes.length }),
    ...tellerFacts(teller),
    trouble,
    ...NO_REPORT,
    // How many files those of another slot are changes with each run of that, and says nothing about this one.
    missing: missing
      .slice(0, MOST_LISTED)
      .map(({ scope, code }) => ({ scope: plainText(scope), code, files: null, of: null })),
    runBook,
    firstStep: firstStepOf(runBook, trouble),
  };
}
