import { FILE_PROBLEMS } from "../model/problem-words.ts";
import type { ReportModel } from "../model/report-model.ts";
import type { ProblemSample, ProblemSamples } from "../query/problem-samples.ts";
import type { Report } from "../report-schema.ts";
import { caseArn, userArn } from "./build-state.ts";
import { finding, fullBreakdowns, fullChanges, fullTrends, MILLION, many } from "./full-lists.ts";

/**
 * A report in which every list of the page is as long as it can become, of a model of one scope.
 *
 * @param text stands wherever a stranger's text can stand
 */
export function fullModel({ report }: ReportModel, text: string, scopeCount: number): ReportModel {
  const [scope] = report.scopes;
  if (scope === undefined) throw new Error("a full model is made of a report with a scope, and this one has none");
  const names = many(scopeCount, (index) => `scope-${index}`);
  const full: Report = {
    ...report,
    status: "partial",
    whyNotComplete: names.flatMap((name) =>
      many(2, () => ({ scope: name, code: "call-failed" as const, files: 1, text })),
    ),
    totals: {
      ...report.totals,
      references: MILLION,
      needsAPerson: MILLION,
      notKnown: MILLION,
      filesDescribed: MILLION,
    },
    scopes: names.map((name) => ({ ...scope, name })),
    problems: report.problems.map((problem) => ({ ...problem, rows: MILLION })),
    breakdowns: fullBreakdowns(report.breakdowns, text),
    changes: fullChanges(names, text),
    trends: fullTrends(),
    irregularities: many(20, (index) => ({
      kind: `kind-${index}`,
      count: 100,
      meaning: "what it means",
      examples: many(20, () => ({ scope: "s", path: text, fileId: text, associatedResourceArn: text, detail: text })),
    })),
    casesNearQuota: {
      atLeast: 40,
      cases: MILLION,
      examples: many(50, () => ({ scope: "s", associatedResourceArn: caseArn(text), files: 50, sizeBytes: 1 })),
    },
    triage: {
      findings: names.flatMap((name) => many(12, () => finding(name, text))),
      olderSpikes: 5,
      rejectedWithoutTime: 1,
      rule: report.triage?.rule ?? [],
    },
  };
  return { report: full, samples: fullSamples(text) };
}

function fullSamples(text: string): ProblemSamples {
  const sample = (problem: string, index: number): ProblemSample => ({
    scope: "scope-0",
    instanceId: text,
    associatedResourceArn: caseArn(text),
    fileId: `${problem} ${index} ${text}`,
    fileName: text,
    fileStatus: `${index} ${text}`,
    sizeBytes: 123_456_789n,
    creationTime: text,
    createdAt: "2026-11-24T06:00:00.000Z",
    associatedAt: "2026-11-24T06:00:00.000Z",
    checkedAt: "2026-11-24T06:00:00.000Z",
    createdBy: userArn(text),
    errorCode: text,
    errorMessage: text,
    problems: [problem],
  });
  const entries = FILE_PROBLEMS.map((problem) => [problem, many(1000, (index) => sample(problem, index))] as const);
  return Object.fromEntries(entries) as unknown as ProblemSamples;
}
